package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderNoCauselessDeletionTest extends GuaranteeTest<OrderNoCauselessDeletion> {
    private final Story seen = Story.ofBystander();

    @Test
    void passesWhenThePodIsNotWantedAnyMore() {
        running().set().replicas(1).changed();
        story.down(1);

        judged().passes("1 pod was deleted by the controller, and not without a reason");
    }

    @Test
    void passesWhenThePodHasEndedByItself() {
        running().pod(0).failed();
        story.replaced(0);

        judged().passes();
    }

    @Test
    void passesWhenThePodIsToBeUpdated() {
        judged(updating(0).replaced(1)).passes();
    }

    @Test
    void passesWhenTheControllerHasNotSeenYetThatThePodIsWanted() {
        running().set().replicas(1).changed();
        story.set().replicas(2).changed();
        story.down(1);

        judged().passes();
    }

    @Test
    void failsWhenAHealthyPodIsDeletedForNoReason() {
        running().version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 by the controller, although the set wanted it,"
                                + " it had not ended, and it was not to be updated")
                .shows(108L, 300L);
    }

    @Test
    void failsWhenAPodIsDeletedThatThePartitionHoldsBack() {
        updating(1).version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 by the controller, although the set wanted it,"
                                + " it had not ended, and it was not to be updated");
    }

    @Test
    void failsWithOnDelete() {
        story.set().onDelete().revisions("web-1", "web-1");
        running().set().template("nginx:2").revisions("web-1", "web-2").changed();
        story.set().settled();
        story.version(300).replaced(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 by the controller, although the set wanted it,"
                                + " it had not ended, and it was not to be updated");
    }

    @Test
    void leavesOutWhatTheScenarioDeletes() {
        judged(running().remade(0)).passes("0 pods were deleted by the controller, and not without a reason");
    }

    @Test
    void failsWhenTheControllerSaysThatItDeletedThePod() {
        bystander().pod(0).deleting();
        seen.controllerDeletes(0);

        judged(seen).failsBecauseOf("by the controller, although the set wanted it");
    }

    /** That the set is deleted later gives the controller no reason. */
    @Test
    void failsAlsoWhenTheSetIsDeletedAfterThat() {
        bystander().pod(0).deleting();
        seen.controllerDeletes(0).set().deleted();

        judged(seen).failsBecauseOf("by the controller, although the set wanted it");
    }

    /** The controller asks for the deletion of what is gone as long as it has not heard of that, and calls it successful. */
    @Test
    void leavesOutWhatTheControllerMayHaveAskedForOnlyAfterSomebodyWhoForcedIt() {
        bystander().pod(0).bound().deleting(0).deleted();
        seen.controllerDeletes(0);

        judged(seen).passes("0 pods were deleted by the controller, and not without a reason");
    }

    @Test
    void leavesOutWhatTheControllerMayHaveAskedForOnlyWhenThePodWasNotWantedAnyMore() {
        bystander().pod(1).deleting();
        seen.set().replicas(1).changed();
        seen.controllerDeletes(1);

        judged(seen).passes("0 pods were deleted by the controller, and not without a reason");
    }

    private Story bystander() {
        seen.set().up().set().settled();
        return seen;
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(running().gap(Kinds.POD).replaced(0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetHadNoPod() {
        judged(story.set().added()).isInconclusive("StatefulSet web had no pod");
    }

    private Story running() {
        story.set().up().set().settled();
        return story;
    }

    private Story updating(int partition) {
        story.set().rolling(partition).settledOn("web-1", "nginx:1");
        return story.set().updatesTo("web-2", "nginx:2");
    }

    /** It has not heard yet that the set was deleted without its pods. */
    @Test
    void passesWhenThePodWasToBeUpdatedByTheSetThatIsGone() {
        orphanedInMidRoll();
        story.down(1);

        judged().passes();
    }

    @Test
    void passesWhenThePodWasToBeUpdatedByTheSetBeforeAndTheControllerHasNotSeenTheNextOne() {
        orphanedInMidRoll();
        story.set().again("uid-2").template("nginx:1").added();
        story.down(1);

        judged().passes();
    }

    @Test
    void failsWhenThePodWasToBeUpdatedByTheSetBeforeButTheNextOneHasTakenIt() {
        orphanedInMidRoll();
        story.set().again("uid-2").template("nginx:1").added();
        story.adopted(1).version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 by the controller, although the set wanted it, it"
                                + " had not ended, and it was not to be updated");
    }

    private void orphanedInMidRoll() {
        story.set().replicas(2).settledOn("web-a", "nginx:1");
        story.set().template("nginx:2").changed();
        story.orphaned(0, 1);
    }

    /** It may be of another revision than that of the set, which the controller tells only after that. */
    @Test
    void passesWhenAPodGoesThatTheSetAdoptedBeforeItSaidAnything() {
        story.pod(0).withoutOwner().listedUp();
        story.pod(1).withoutOwner().listedUp();
        story.set().rolling(0).added();

        judged(story.adopted(0).adopted(1).down(1)).passes();
    }
}
