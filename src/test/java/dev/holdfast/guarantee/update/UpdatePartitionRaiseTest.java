package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdatePartitionRaiseTest extends RolloutTest<UpdatePartitionRaise> {
    @Test
    void passesWhenNothingIsRolledBack() {
        judged(raised().control("control-0")).passes();
    }

    @Test
    void passesWhenAPodThatIsDeletedReturnsToTheOldVersion() {
        judged(raised().makes("web-1", "nginx:1").remade(2)).passes();
    }

    @Test
    void failsWhenAPodIsRolledBack() {
        raised().makes("web-1", "nginx:1").version(300).replaced(2).control("control-0");

        judged().fails(
                        "pod 2 (uid web-2#2) was deleted at resourceVersion 300 although the partition had only been raised")
                .shows(250L, 300L);
    }

    @Test
    void failsWhenAPodThatIsDeletedComesBackNew() {
        raised().deletes(2).down(2).version(300).up(2);

        judged().fails(
                        "pod 2 (uid web-2#3) was created at resourceVersion 300, but not from revision web-1 as a pod that"
                                + " comes back below the partition has to be: its revision is 'web-2'");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        judged(raised()).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(raised().gap(Kinds.POD).control("control-0")).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoUpdatedPodCameBelowIt() {
        changed(2).set().rolling(3).changed();
        story.set().status(3, 3);
        story.control("control-0");

        judged().isInconclusive("was not raised above a pod that was updated");
    }

    @Test
    void isNotApplicableWithoutAPartition() {
        judged(begun(0)).isNotApplicable("never had a partition");
    }

    @Test
    void saysNothingWhenTheStrategyWasAnother() {
        begun(0).set().onDelete().changed();
        story.set().updatesTo("web-2", "nginx:2").remade(2).set().rolling(3).changed();
        story.set().settled();

        judged().isInconclusive("was not raised above a pod that was updated");
    }

    @Test
    void saysNothingWhenNoUpdateIsPending() {
        begun(2).set().rolling(3).changed();
        story.set().settled();
        story.control("control-0");

        judged().isInconclusive("was not raised above a pod that was updated");
    }

    @Test
    void saysNothingOfAPodThatThePartitionHeldBackBefore() {
        changed(2).deletes(0).down(0).up(0).set().rolling(3).changed();
        story.set().settled();
        story.control("control-0");

        judged().isInconclusive("was not raised above a pod that was updated");
    }

    private Story raised() {
        changed(2).replaced(2).set().counts(2, 1).status(3, 3);
        story.version(250).set().rolling(3).changed();
        story.set().status(3, 3);
        return story;
    }

    @Test
    void isInconclusiveWhenSomebodyHasDeletedTheRevisionOfThePodBefore() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        watched.set()
                .updatesTo("web-2", "nginx:2")
                .replaced(2)
                .set()
                .rolling(3)
                .changed()
                .settled();
        watched.revisionDeleted("web-1").pod(2).evicted();
        watched.down(2).version(300).up(2);

        judged(watched)
                .isInconclusive(
                        "ControllerRevision web-1 was deleted before pod 2 (uid web-2#3) came back at resourceVersion 300; nobody"
                                + " is on record for that, and without it no pod can come back as it was");
    }
}
