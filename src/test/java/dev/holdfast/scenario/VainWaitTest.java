package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.replay.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VainWaitTest {

    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void shouldSaySomethingOfAControllerThatIsQuickWithSomethingElse() {
        VainWait wait = new VainWait(LIMIT, List.of(), List.of(), Optional.of(Duration.ofMillis(300)));

        assertThat(wait.hadTheTime()).isTrue();
        assertThat(wait.words(NOW))
                .isEqualTo(
                        "nothing that was recorded stood in the way, and the controller was at work: it made a pod for"
                                + " another set within 0.3 s");
    }

    @Test
    void shouldNameWhatStoodInTheWay() {
        Obstacle image =
                new Obstacle("pod web-0", "Pending", ", its container waits: ErrImagePull", NOW.minusSeconds(40));
        VainWait wait = new VainWait(LIMIT, List.of(image), List.of(), Optional.of(Duration.ofMillis(300)));

        assertThat(wait.words(NOW))
                .isEqualTo(
                        "what stood in the way: pod web-0 has been Pending for 40 s, its container waits: ErrImagePull");
    }

    @Test
    void shouldNotBlameASlowMachine() {
        VainWait wait = new VainWait(LIMIT, List.of(), List.of(), Optional.of(Duration.ofMillis(9100)));

        assertThat(wait.hadTheTime()).isFalse();
        assertThat(wait.words(NOW)).endsWith("but it was not given enough time: a pod for another set took 9.1 s");
    }

    @Test
    void shouldNotBlameWhoWasGivenNoTime() {
        assertThat(new VainWait(Duration.ofSeconds(2), List.of(), List.of(), Optional.of(Duration.ofMillis(1)))
                        .hadTheTime())
                .isFalse();
    }

    @Test
    void shouldNotBlameAControllerThatDoesNothingElseEither() {
        VainWait wait = new VainWait(LIMIT, List.of(), List.of(), Optional.empty());

        assertThat(wait.hadTheTime()).isFalse();
        assertThat(wait.words(NOW)).contains("nothing shows that the controller was at work");
    }
}
