package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateStuckStopsTest extends RollingOrderTest<UpdateStuckStops> {
    @Test
    void passesWhenNothingElseMovesWhileTheControllerIsAtWork() {
        judged(stuck().control("control-0")).passes();
    }

    @Test
    void passesWhenTheControllerLookedTwice() {
        stuck();
        look(11);
        look(12);

        judged().passes();
    }

    @Test
    void passesWhenAnotherPodCeasesToBeReadyMeanwhile() {
        stuck().pod(0).unready();

        judged(story.control("control-0")).passes();
    }

    @Test
    void failsThoughThePodTurnsReadyAfterwards() {
        stuck().version(300).down(1).pod(2).running().ready();

        judged().failsBecauseOf("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2");
    }

    @Test
    void failsWhenAPodThatSomebodyElseMadeHasEnded() {
        changed().down(2).pod(2).withoutOwner().added();
        story.adopted(2).pod(2).failed();
        story.version(300).down(1);

        judged().failsBecauseOf("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2");
    }

    @Test
    void doesNotBlameAControllerThatMayNotHaveHeardOfAPodThatSomebodyElseMade() {
        changed().down(2).pod(2).withoutOwner().added();

        judged(story.adopted(2).down(1)).isInconclusive("was seen standing still");
    }

    @Test
    void failsWhenTheNextPodGoesAllTheSame() {
        stuck().version(300).down(1);

        judged().fails("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2 was not Ready,"
                        + " and never turned Ready (uid web-2#2), so that the update did not stop")
                .shows(205L, 300L);
    }

    @Test
    void failsWhenThePodThatIsStuckStandsFartherUp() {
        stuck().version(300).down(0);

        judged().fails("pod 0 (uid web-0#1) was deleted for an update at resourceVersion 300 while pod 2 was not Ready,"
                + " and never turned Ready (uid web-2#2), so that the update did not stop");
    }

    @Test
    void saysNothingOfAPodThatWasReadyBefore() {
        changed().replaced(2).pod(2).unready();
        story.version(300).down(1);

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void saysNothingOfAPodThatIsKnownNotToBeReadyAnyMore() {
        changed().down(2).set().status(2, 2);
        story.up(2).set().status(3, 3);
        story.pod(2).unready();
        story.set().status(3, 2);

        judged(story.down(1)).isInconclusive("was seen standing still");
    }

    @Test
    void saysNothingOfAPodFartherDown() {
        changed().replaced(2).deletes(0).down(0).pod(0).added();
        story.set().status(3, 2);

        judged(story.down(1)).isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenOnlyPodsBelowThePartitionAreLeft() {
        changed(1).replaced(2).down(1).pod(1).added();
        story.set().status(3, 2);

        judged(story.control("control-0")).isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenAnotherPodIsReplacedBeforeTheControllerIsAtWork() {
        judged(stuck().deletes(1).down(1).control("control-0")).isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenTheSignOfWorkIsTheNextPodOfTheUpdate() {
        story.set().parallel();
        changed().down(2).deletes(1).down(1).pod(2).added();
        story.set().status(2, 1);
        story.pod(1).added();

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenTheSetIsToEnd() {
        changed().down(2).pod(2).added();
        story.set().deleting();

        judged(story.control("control-0")).isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveAfterOneLook() {
        stuck();
        look(11);

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenTheSignOfWorkCameBeforeThePod() {
        changed().down(2).control("control-0").pod(2).added();
        story.set().status(3, 2);

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenThePodBecameReadyBeforeTheControllerWasAtWork() {
        stuck().pod(2).running().ready();
        story.control("control-0");

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenTheTemplateWasChangedBeforeTheControllerWasAtWork() {
        stuck().set().template("nginx:3").changed();
        story.control("control-0");

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenNothingIsLeftToUpdate() {
        changed().replaced(2).replaced(1).down(0).pod(0).added();
        story.set().status(3, 2);
        story.control("control-0");

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void doesNotBlameTheControllerForWhatSomebodyElseDeletes() {
        stuck().deletes(1).down(1);

        judged().isInconclusive("was seen standing still");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story seen = Story.ofBystander();
        seen.set().replicas(3).rolling(0).settledOn("web-1", "nginx:1");
        seen.set().updatesTo("web-2", "nginx:2").down(2).pod(2).added();
        seen.set().status(3, 2);
        seen.pod(1).deleting();

        judged(seen).isInconclusive("nobody is on record");
    }

    @Test
    void passesWhenThePodWasTakenForOneOfTheSpecBefore() {
        stuck().control("control-0").set().replicas(2).changed();
        story.version(300).down(1);

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(stuck().gap(Kinds.POD).control("control-0")).isInconclusive("gap");
    }

    /** Pod 2 was updated and does not become Ready. */
    private Story stuck() {
        changed().down(2).pod(2).added();
        story.set().status(3, 2);
        return story;
    }

    private void look(int limit) {
        story.set().revisionHistoryLimit(limit).changed().status(3, 2);
    }
}
