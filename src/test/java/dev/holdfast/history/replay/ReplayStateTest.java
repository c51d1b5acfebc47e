package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.replay.Transition.StatusWritten;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayStateTest {
    private final Story story = new Story();

    @Test
    void knowsTheLatestStatusOfTheSet() {
        story.set().up().set().status(2, 1);
        story.set().status(2, 2);

        assertThat(end().set())
                .hasValueSatisfying(set -> assertThat(set.counters().ready()).isEqualTo(2));
    }

    @Test
    void knowsTheLatestStatusBesideEachSpecThatTheControllerMayActOn() {
        story.set().up().set().status(2, 1);
        story.set().status(2, 2);

        assertThat(end().possible())
                .singleElement()
                .satisfies(spec -> assertThat(spec.counters().ready()).isEqualTo(2));
    }

    @Test
    void keepsTheStatusOfTheSpecBeforeWhenAnotherIsWritten() {
        story.set().up().set().status(2, 1);
        story.set().status(2, 2);
        story.set().replicas(3).changed();

        assertThat(end().possible().get(0).counters().ready()).isEqualTo(2);
    }

    @Test
    void tellsAWriteThatOnlyCountsPodsFromOneThatAcknowledgesASpec() {
        story.set().replicas(2).added();
        story.set().status(0, 0);
        story.set().status(2, 1);

        assertThat(writes()).containsExactly(SpecWritten.class, SpecWritten.class, StatusWritten.class);
    }

    @Test
    void tellsThatTheSetIsToEnd() {
        story.set().replicas(2).added();
        story.set().deleting().written().deleted();

        assertThat(writes())
                .containsExactly(SpecWritten.class, SpecWritten.class, StatusWritten.class, SpecWritten.class);
    }

    @Test
    void tellsThatItIsAnotherSetThoughTheEndOfTheOneBeforeWasNotSeen() {
        story.set().replicas(2).added();
        story.gap(Kinds.STATEFUL_SET);
        story.set().again("uid-2").listed();

        assertThat(writes()).containsExactly(SpecWritten.class, SpecWritten.class);
    }

    private ReplayState end() {
        return ReplayState.follow(set(), Attribution.of(set()), new ControllerKnowledge(set()), (moment, before) -> {});
    }

    private List<Class<?>> writes() {
        return set().course().stream().<Class<?>>map(Object::getClass).toList();
    }

    private SetTimeline set() {
        return SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);
    }
}
