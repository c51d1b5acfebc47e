package dev.holdfast.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Story;
import dev.holdfast.observer.RestWait.Ended;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestWaitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Feed feed = new Feed();
    private final RestWait wait = new RestWait(Subject.of(Story.NAMESPACE, Story.SET), Feed.BEGIN, PATIENCE);

    @Test
    void waitsForAChangeOfASetThatRests() {
        feed.present().judges().later(Duration.ofSeconds(10));

        assertThat(wait.ended(feed.observer(), feed.now())).isEmpty();
    }

    @Test
    void doesNotWaitForAChangeForEver() {
        feed.present().judges().later(PATIENCE);

        assertThat(wait.ended(feed.observer(), feed.now())).contains(Ended.UNCHANGED);
    }

    @Test
    void endsWhenASetThatWasChangedRests() {
        feed.present().judges();
        feed.story().set().replicas(3).changed();
        feed.hears().judges().later(PATIENCE.multipliedBy(2));
        assertThat(wait.ended(feed.observer(), feed.now())).as("it is scaling").isEmpty();

        feed.story().up(2).set().counts(3, 3).settled();
        feed.hears().judges();
        assertThat(wait.ended(feed.observer(), feed.now())).as("not at once").isEmpty();
        feed.later(Duration.ofSeconds(5));

        assertThat(wait.ended(feed.observer(), feed.now())).contains(Ended.AT_REST);
    }

    @Test
    void doesNotEndBeforeWhatHappenedLastIsJudged() {
        feed.present().judges();
        feed.story().set().replicas(2).changed().settled();
        feed.hears().later(Duration.ofSeconds(10));

        assertThat(wait.ended(feed.observer(), feed.now())).isEmpty();
    }

    @Test
    void waitsForASetThatIsNotThereYet() {
        feed.begin();

        assertThat(wait.ended(feed.observer(), feed.now())).isEmpty();
        assertThat(wait.ended(feed.observer(), feed.now().plus(PATIENCE))).contains(Ended.NEVER_THERE);
    }
}
