package dev.holdfast.guarantee.update;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdatePartitionRecreateOldTest extends RolloutTest<UpdatePartitionRecreateOld> {
    @Test
    void passesWhenADeletedPodComesBackOld() {
        judged(changed(2).replaced(2).makes("web-1", "nginx:1").remade(0).remade(0))
                .passes();
    }

    @Test
    void passesWhenAFailedPodComesBackOld() {
        changed(2).pod(1).failed();
        story.makes("web-1", "nginx:1").replaced(1);

        judged().passes();
    }

    @Test
    void failsWhenItComesBackNew() {
        changed(2).deletes(0).down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod that"
                                + " comes back below the partition has to be: its revision is 'web-2'")
                .shows(300L);
    }

    @Test
    void failsWhenItComesBackNewAndTheStatusCallsThatTheCurrentRevision() {
        changed(2).revisionDeleted("web-1").set().revisions("web-2", "web-2").status(3, 3);
        story.deletes(0).down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod that"
                                + " comes back below the partition has to be: its revision is 'web-2'");
    }

    @Test
    void failsThoughSomebodyElseDeletesTheCurrentRevisionAfterThat() {
        changed(2).deletes(0).down(0).version(300).up(0);
        story.tell(Action.delete(Kinds.REVISION, "web-1", "uid-web-1")).revisionDeleted("web-1");

        judged().failsBecauseOf("pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1");
    }

    @Test
    void goesByTheLastDeletionOfTheCurrentRevision() {
        changed(2)
                .revisionDeleted("web-1")
                .revision("web-1", "nginx:1", 1)
                .tell(Action.delete(Kinds.REVISION, "web-1", ""))
                .revisionDeleted("web-1");

        judged(story.remade(0)).isInconclusive("no pod of web below a partition was lost");
    }

    /** What comes of that is judged by {@code revision.current-kept}. */
    @Test
    void saysNothingWhenSomebodyElseHasDeletedTheCurrentRevision() {
        changed(2)
                .tell(Action.delete(Kinds.REVISION, "web-1", "uid-web-1"))
                .revisionDeleted("web-1")
                .set()
                .revisions("web-2", "web-2")
                .status(3, 3);
        story.deletes(0).down(0).version(300).up(0);

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheRevisionThatIsGone() {
        Story watched = Story.ofBystander();
        watched.set().replicas(3).rolling(2).settledOn("web-1", "nginx:1");
        watched.version(200).set().updatesTo("web-2", "nginx:2");
        watched.revisionDeleted("web-1").set().revisions("web-2", "web-2").status(3, 3);
        watched.down(0).version(300).up(0);

        judged(watched)
                .isInconclusive(
                        "ControllerRevision web-1 was deleted before pod 0 (uid web-0#2) came back at resourceVersion 300;"
                                + " nobody is on record for that");
    }

    @Test
    void failsWhenItOnlySaysThatItIsOld() {
        changed(2).makes("web-1", "nginx:2").deletes(0).down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod that"
                                + " comes back below the partition has to be: its container nginx has the image nginx:2 instead of"
                                + " nginx:1");
    }

    @Test
    void asksForNoOldPodWhenTheUpdateWasCompleteWithNoPodLeft() {
        begun(1).set().replicas(0).changed();
        story.down(2, 1, 0).set().counts(0, 0).settled();
        story.set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-2", "web-2").settled();
        story.set().replicas(1).changed();
        story.set().settled();
        story.makes("web-2", "nginx:2").up(0);

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void asksForNoOldPodWhenItWasNotHeldBackYet() {
        changed(0).set().revisions("web-2", "web-2").counts(0, 0).status(3, 3);
        story.set().rolling(2).changed();
        story.set().status(3, 3);
        story.deletes(0).down(0).up(0);

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void isInconclusiveWhileTheControllerMayNotHaveHeardOfTheRevisionThatItMade() {
        begun(2).set().template("nginx:2").changed();
        story.deletes(0)
                .down(0)
                .revision("web-2", "nginx:2", 2)
                .makes("web-2", "nginx:2")
                .version(300)
                .up(0);

        judged().isInconclusive(
                        "pod 0 (uid web-0#2) was not created from ControllerRevision web-1 at resourceVersion 300; the"
                                + " controller may not have heard of that revision, and then begins anew");
    }

    @Test
    void failsWhenTheControllerHasHadTimeToHearOfTheRevisionThatItMade() {
        story.stamping();
        begun(2).set().template("nginx:2").changed();
        story.passes(11);
        story.deletes(0)
                .down(0)
                .revision("web-2", "nginx:2", 2)
                .makes("web-2", "nginx:2")
                .version(300)
                .up(0);

        judged().failsBecauseOf("pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1");
    }

    @Test
    void isInconclusiveWhenTheControllerHadNotHeardOfTheRevisionWhenItWroteTheStatus() {
        begun(2).set().template("nginx:2").changed();
        story.revision("web-2", "nginx:2", 2).set().revisions("web-2", "web-2").status(3, 3);
        story.passes(11);
        story.deletes(0).down(0).makes("web-2", "nginx:2").up(0);

        judged().isInconclusive("the controller may not have heard of that revision, and then begins anew");
    }

    @Test
    void failsWhenTheControllerHadFoundTheRevisionAgainBefore() {
        changed(2).set().revisions("web-2", "web-2").status(3, 3);
        story.deletes(0).down(0).version(300).up(0);

        judged().failsBecauseOf("pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1");
    }

    @Test
    void passesAlthoughTheControllerMayNotHaveHeardOfTheRevisionThatItMade() {
        begun(2).set().template("nginx:2").changed();
        story.deletes(0).down(0).up(0);

        judged().passes();
    }

    @Test
    void asksForNoRevisionThatThePodOfAnotherSetHad() {
        begun(2).set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.set().deleted();
        story.set().again("uid-2").rolling(2).template("nginx:2").added();
        story.adopted(0).set().revisions("web-2", "web-2").counts(0, 0).status(3, 3);
        story.deletes(0).down(0).makes("web-2", "nginx:2").pod(0).ofSet("uid-2").added();

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void isInconclusiveWhenTheControllerMayActByASpecFromBeforeTheRecording() {
        story.makes("web-1", "nginx:1").set().replicas(3).rolling(1).template("nginx:2");
        story.set()
                .revisions("web-1", "web-2")
                .with(set -> set.withObject("/metadata").put("generation", 2))
                .with(set -> set.withObject("/status").put("observedGeneration", 1))
                .listed();
        story.pod(0).listedUp();
        story.deletes(0).down(0).makes("web-2", "nginx:2").up(0);

        judged().isInconclusive("may have acted on the one before");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed(2).makes("web-1", "nginx:1").gap(Kinds.POD).remade(0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodBelowWasLost() {
        judged(changed(2).replaced(2)).isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void isInconclusiveWhenNoUpdateIsPending() {
        judged(begun(2).remade(0)).isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void isNotApplicableWithoutAPartition() {
        judged(begun(0)).isNotApplicable("never had a partition");
    }

    @Test
    void asksForNoOldPodWhileTheSetIsBeingDeleted() {
        changed(2).set().deleting();
        story.deletes(0).down(0).up(0);

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void asksForNoOldPodWhenThePodBeforeWasOfAnotherSet() {
        begun(2).set().deleted().again("uid-2").added();
        story.set().revisions("web-1", "web-1").counts(0, 0).status(0, 0);
        story.set().template("nginx:2").changed();
        story.set().revisions("web-1", "web-2").status(0, 0);
        story.down(0).makes("web-2", "nginx:2").pod(0).ofSet("uid-2").added();

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    @Test
    void failsWhenItComesBackNewThoughTheStatusWasWrittenAgainSince() {
        changed(2).revisionDeleted("web-1").set().revisions("web-2", "web-2").status(3, 3);
        story.set().counts(3, 3).status(3, 3);
        story.deletes(0).down(0).version(300).up(0);

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 300, but not from revision web-1 as a pod that"
                                + " comes back below the partition has to be: its revision is 'web-2'");
    }

    @Test
    void asksForNoOldPodWhenThePodWasEndingAsItsRevisionCeasedToBeTheCurrentOne() {
        changed(2).deletes(0).pod(0).deleting();
        story.set().revisions("web-2", "web-2").status(3, 3);
        story.down(0).up(0);

        judged().isInconclusive("no pod of web below a partition was lost");
    }

    /** Somebody may have deleted it before the recording began, since when the controller had no reason to look at the set. */
    @Test
    void isInconclusiveWhenTheRevisionOfThePodBeforeWasNotThere() {
        Story watched = Story.ofBystander();
        watched.set().replicas(1).rolling(1).template("nginx:2").revisions("web-1", "web-2");
        watched.set()
                .with(set -> set.withObject("/status").put("observedGeneration", 1))
                .listed();
        watched.makes("web-1", "nginx:1").pod(0).listedUp();
        watched.down(0).makes("web-2", "nginx:2").version(300).up(0);

        judged(watched)
                .isInconclusive(
                        "ControllerRevision web-1 was not there when pod 0 (uid web-0#2) came back at resourceVersion 300");
    }
}
