package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class UpdateRollingReverseTest extends RollingOrderTest<UpdateRollingReverse> {
    @Test
    void passesFromTheLargestToTheSmallest() {
        judged(changed().replaced(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void failsWhenALowerOneGoesFirst() {
        changed().version(300).replaced(1).version(310).replaced(2).replaced(0);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 before pod 2, which was deleted"
                                + " only at resourceVersion 310")
                .shows(300L, 310L);
    }

    @Test
    void failsWhenALargerOneIsLeftOut() {
        changed().replaced(2).version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted for an update at resourceVersion 300 before pod 1, which was never"
                                + " deleted");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(changed().remade(0).replaced(2).replaced(1)).passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.POD).replaced(2).replaced(1).replaced(0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenOnlyOnePodWasUpdated() {
        judged(changed().replaced(2)).isInconclusive("fewer than two pods");
    }

    @Test
    void isNotApplicableWhenPodsAreUpdatedOnlyByTheirDeletion() {
        judged(story.set().onDelete().added()).isNotApplicable("never had the RollingUpdate strategy");
    }

    @Test
    void asksOnlyTheSpecsThatAskForTheUpdate() {
        changed().set().replicas(2).onDelete().changed();
        story.version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 before pod 2, which was never"
                                + " deleted");
    }

    /** The controller believes the label. */
    @Test
    void passesWhenSomebodyHasAPodSayThatItIsUpdated() {
        changed().pod(2).relabelled("web-2").replaced(1).replaced(0);

        judged().passes();
    }
}
