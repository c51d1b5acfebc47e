package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Story;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.replay.Transition.StatusWritten;
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

        assertThat(set().course())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .containsExactly(SpecWritten.class, SpecWritten.class, StatusWritten.class);
    }

    private ReplayState end() {
        return ReplayState.follow(set(), Attribution.of(set()), new ControllerKnowledge(set()), (moment, before) -> {});
    }

    private SetTimeline set() {
        return SetTimeline.of(story.history(), Story.NAMESPACE, Story.SET);
    }
}
