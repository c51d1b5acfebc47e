package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgedStory;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderNoCauselessDeletionTest {
    private final Guarantee guarantee = new OrderNoCauselessDeletion();
    private final Story story = new Story();

    @Test
    void passesWhenThePodIsNotWantedAnyMore() {
        running().set().replicas(1).changed();
        story.down(1);

        JudgedStory.by(guarantee, story).passes("1 pod was deleted by the controller, and not without a reason");
    }

    @Test
    void passesWhenThePodHasEndedByItself() {
        running().pod(0).failed();
        story.replaced(0);

        JudgedStory.by(guarantee, story).passes();
    }

    @Test
    void passesWhenThePodIsToBeUpdated() {
        updating(0).replaced(1);

        JudgedStory.by(guarantee, story).passes();
    }

    @Test
    void passesWhenTheControllerHasNotSeenYetThatThePodIsWanted() {
        running().set().replicas(1).changed();
        story.set().replicas(2).changed();
        story.down(1);

        JudgedStory.by(guarantee, story).passes();
    }

    @Test
    void failsWhenAHealthyPodIsDeletedForNoReason() {
        running().version(300).replaced(0);

        JudgedStory.by(guarantee, story)
                .fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 by the controller, although the set wanted it,"
                                + " it had not ended, and it was not to be updated")
                .shows(108L, 300L);
    }

    @Test
    void failsWhenAPodIsDeletedThatThePartitionHoldsBack() {
        updating(1).version(300).replaced(0);

        JudgedStory.by(guarantee, story)
                .fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 by the controller, although the set wanted it,"
                                + " it had not ended, and it was not to be updated");
    }

    @Test
    void failsWithOnDelete() {
        story.set().onDelete().revisions("web-1", "web-1");
        running().set().template("nginx:2").revisions("web-1", "web-2").changed();
        story.set().settled();
        story.version(300).replaced(0);

        JudgedStory.by(guarantee, story)
                .fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 by the controller, although the set wanted it,"
                                + " it had not ended, and it was not to be updated");
    }

    @Test
    void leavesOutWhatTheScenarioDeletes() {
        running().remade(0);

        JudgedStory.by(guarantee, story).passes("0 pods were deleted by the controller, and not without a reason");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        running().gap(Kinds.POD).replaced(0);

        JudgedStory.by(guarantee, story).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheSetHadNoPod() {
        story.set().added();

        JudgedStory.by(guarantee, story).isInconclusive("StatefulSet web had no pod");
    }

    private Story running() {
        story.set().up().set().settled();
        return story;
    }

    private Story updating(int partition) {
        story.set().rolling(partition).settledOn("web-1", "nginx:1");
        return story.set().updatesTo("web-2", "nginx:2");
    }
}
