package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdatePartitionTest extends RolloutTest<UpdatePartition> {
    @Test
    void passesWhenOnlyThoseAtAndAboveThePartitionAreUpdated() {
        judged(changed(1).replaced(2).replaced(1)).passes();
    }

    @Test
    void passesWhenLoweringThePartitionFinishesTheUpdate() {
        changed(2).replaced(2).set().rolling(0).changed();
        story.set().status(3, 3);
        story.replaced(1).replaced(0);

        judged().passes();
    }

    @Test
    void comparesTheIndexAndNotTheOrdinal() {
        story.set().start(2).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(4);

        judged().passes();
    }

    /** As is documented; see {@link OrdinalPartitionIndex}. */
    @Test
    void passesWhenAPodIsUpdatedWhoseIndexIsBelowThoughItsOrdinalIsNot() {
        story.set().start(2).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(4).replaced(3);

        judged().passes();
    }

    @Test
    void failsWhenAPodIsUpdatedWhoseOrdinalIsBelowToo() {
        story.set().start(1).replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(3).version(300).replaced(1);

        judged().fails("pod 1 (uid web-1#1) was deleted at resourceVersion 300 although it is below the partition 2");
    }

    @Test
    void failsWhenAPodBelowIsUpdated() {
        changed(2).replaced(2).version(300).replaced(1);

        judged().fails("pod 1 (uid web-1#1) was deleted at resourceVersion 300 although it is below the partition 2")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodAboveComesBackOld() {
        changed(2).makes("web-1", "nginx:1").down(2).version(300).up(2);

        judged().fails(
                        "pod 2 (uid web-2#2) was created at resourceVersion 300, but not from revision web-2 although it is not"
                                + " below the partition: its revision is 'web-1'");
    }

    @Test
    void failsWhenAPodAboveOnlySaysThatItIsNew() {
        changed(2).makes("web-2", "nginx:1").down(2).version(300).up(2);

        judged().fails(
                        "pod 2 (uid web-2#2) was created at resourceVersion 300, but not from revision web-2 although it is not"
                                + " below the partition: its container nginx has the image nginx:1 instead of nginx:2");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(changed(2).replaced(2).makes("web-1", "nginx:1").remade(0)).passes();
    }

    @Test
    void isInconclusiveWhenThoseAboveWereNotUpdated() {
        judged(changed(1).replaced(2)).isInconclusive("were not all updated");
    }

    @Test
    void isInconclusiveWhenLoweringThePartitionUpdatesNothing() {
        changed(2).replaced(2).set().rolling(1).changed();
        story.set().status(3, 3);

        judged().isInconclusive("were not all updated");
    }

    @Test
    void failsWhenLoweringThePartitionUpdatesNothingAlthoughTheControllerIsAtWork() {
        changed(2).replaced(2).version(300).set().rolling(1).changed();
        story.set().status(3, 3);
        story.waitsInVain().version(310).atWork("another-0");

        judged().fails(
                        "the pods at and above the partition that was set at resourceVersion 300 are to be updated, but pod 1 (uid"
                                + " web-1#1) was left as it was, although all pods were Ready, the update was waited for and the"
                                + " controller was at work: it created pod another-0 at resourceVersion 310");
    }

    @Test
    void passesWhenAnUpdateIsFinishedAfterTheSpecWasChangedOtherwise() {
        changed(1).replaced(2).set().replicas(4).changed();
        story.set().status(3, 3);
        story.up(3).replaced(1);

        judged().passes();
    }

    @Test
    void passesWhenOnlyTheHistoryLimitIsChangedMeanwhile() {
        changed(1).replaced(2).set().revisionHistoryLimit(5).changed();
        story.set().status(3, 3);
        story.replaced(1);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForADeletionBelow() {
        Story seen = Story.ofBystander();
        seen.set().rolling(1).settledOn("web-1", "nginx:1");
        seen.set().updatesTo("web-2", "nginx:2").replaced(1);
        seen.makes("web-1", "nginx:1").replaced(0);

        judged(seen).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed(1).gap(Kinds.POD).replaced(2).replaced(1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenTheTemplateWasNotChanged() {
        judged(begun(1)).isInconclusive("was not changed while it had a partition");
    }

    @Test
    void isNotApplicableWithoutAPartition() {
        judged(begun(0)).isNotApplicable("never had a partition");
    }

    @Test
    void saysNothingWhereThePartitionHoldsAllPodsBack() {
        judged(changed(3)).isInconclusive("was not changed while it had a partition within its replicas");
    }

    @Test
    void isInconclusiveWhenThePartitionIsRaisedBeforeThoseAboveItWereUpdated() {
        changed(1).replaced(2).set().rolling(2).changed();
        story.set().status(3, 3);

        judged().isInconclusive("were not all updated");
    }

    @Test
    void leavesOutPodsThatSomebodyElseMadeForTheSetToAdopt() {
        changed(2).makes("web-1", "nginx:1").down(2).pod(2).withoutOwner().added();
        story.adopted(2);

        judged().isInconclusive("were not all updated");
    }
}
