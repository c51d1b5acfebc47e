package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.SetTeller;
import dev.holdfast.history.Story;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControllerKnowledgeTest {
    private static final long LOSS = 200;
    private static final long ACKNOWLEDGED = 300;
    private static final long AFTERWARDS = 400;

    private final Story story = new Story();

    @Test
    void knowsOfALossLongBeforeTheScenarioScaledTheSetWhenItHasSeenThat() {
        lossAndThenScalingIn(Story.NAMESPACE);

        assertThat(knownAt(ACKNOWLEDGED)).isGreaterThanOrEqualTo(LOSS);
    }

    @Test
    void concludesNothingFromTheScalingOfASetOfThatNameInAnotherNamespace() {
        lossAndThenScalingIn("other");

        assertThat(knownAt(ACKNOWLEDGED)).isLessThan(LOSS);
    }

    @Test
    void knowsNothingOfALossAtTheMomentOfTheLoss() {
        lossAndThenScalingIn(Story.NAMESPACE);

        assertThat(knownAt(LOSS)).isLessThan(LOSS);
    }

    private void lossAndThenScalingIn(String namespace) {
        story.set().up().set().settled();
        story.version(LOSS).pod(0).unready();
        story.passes(20)
                .tell(Action.of("scale", "scale", Kinds.STATEFUL_SET, Story.SET, SetTeller.UID)
                        .in(namespace));
        story.set().replicas(3).changed();
        story.version(ACKNOWLEDGED).set().status(2, 2);
    }

    private long knownAt(long resourceVersion) {
        return knownAt(resourceVersion, story);
    }

    private static long knownAt(long resourceVersion, Story told) {
        SetTimeline set = SetTimeline.of(told.history(), Story.NAMESPACE, Story.SET);
        long[] revisions = set.sequence().revisions();
        int place = IntStream.range(0, revisions.length)
                .filter(moment -> revisions[moment] == resourceVersion)
                .findFirst()
                .orElseThrow();
        return new ControllerKnowledge(set).heardAt(place);
    }

    /** Its watch of the pods may lag behind that of the sets for a while. */
    @Test
    void concludesNothingOfALossShortlyBeforeTheScenarioScaledTheSet() {
        story.set().up().set().settled();
        story.version(LOSS).pod(0).unready();
        scales();
        story.set().replicas(3).changed();
        story.version(ACKNOWLEDGED).set().status(2, 2);

        assertThat(knownAt(ACKNOWLEDGED)).isLessThan(LOSS);
    }

    @Test
    void knowsOfALossBeforeTheEndOfAPodThatItHasMadeAgainForAnotherSet() {
        lossAndThenAPodOfAnotherSet(story);
        story.set().status(3, 2);
        story.version(AFTERWARDS).pod(1).ready();

        assertThat(knownAt(AFTERWARDS)).isGreaterThanOrEqualTo(LOSS);
    }

    /** It may have begun with this set before it heard of the loss. */
    @Test
    void concludesNothingFromThatUntilItHasWrittenTheStatus() {
        lossAndThenAPodOfAnotherSet(story);

        assertThat(knownAt(ACKNOWLEDGED)).isLessThan(LOSS);
    }

    /** It may make a pod again because it has never heard of the one that there was. */
    @Test
    void concludesNothingFromThatBeforeKubernetesWaitedForWhatItHadWritten() {
        Story earlier = Story.on("v1.35.4");
        lossAndThenAPodOfAnotherSet(earlier);
        earlier.set().status(3, 2);
        earlier.version(AFTERWARDS).pod(1).ready();

        assertThat(knownAt(AFTERWARDS, earlier)).isLessThan(LOSS);
    }

    private static void lossAndThenAPodOfAnotherSet(Story told) {
        told.set().up().set().settled();
        PodTeller first = told.ofAnotherSet("another-0", "uid-1").added();
        told.version(LOSS).pod(0).unready();
        first.deleting().deleted();
        told.ofAnotherSet("another-0", "uid-2").added();
        told.version(ACKNOWLEDGED).pod(1).unready();
    }

    /** The loss may have come just before the first write, so that the controller need not have heard of it with that. */
    @Test
    void concludesNothingFromAnActionThatTheScenarioTookBeforeItSawWhatCameOfTheOneBefore() {
        story.set().up().set().settled();
        scales();
        story.version(LOSS).pod(0).unready();
        scales();
        story.set().replicas(3).changed();
        story.version(ACKNOWLEDGED).set().status(2, 2);

        assertThat(knownAt(ACKNOWLEDGED)).isLessThan(LOSS);
    }

    private void scales() {
        story.tell(Action.of("scale", "scale", Kinds.STATEFUL_SET, Story.SET, SetTeller.UID));
    }
}
