package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DeleteOrphanTest extends GuaranteeTest<DeleteOrphan> {
    @Test
    void passesWhenThePodsStayWithoutAnOwner() {
        judged(orphaned()).passes();
    }

    @Test
    void passesWhenAnOrphanThatIsDeletedStaysGone() {
        judged(orphaned().deletes(0).down(0).control("control-0")).passes();
    }

    @Test
    void passesWhenItComesBackWithANewSet() {
        orphaned().deletes(0).down(0).control("control-0").set().again("uid-2").added();
        story.up(0);

        judged().passes();
    }

    @Test
    void failsWhenAPodGoes() {
        orphaned().version(300).down(1);

        judged().fails("pod 1 (uid web-1#1) was deleted at resourceVersion 300 although the set had been deleted at"
                        + " resourceVersion 200 without its pods")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAnOrphanThatIsDeletedComesBack() {
        orphaned().deletes(0).down(0).version(300).up(0);

        judged().fails("pod 0 was created again at resourceVersion 300 although no StatefulSet controlled it any more");
    }

    @Test
    void failsWhenTheSetGoesBeforeItLetsThePodsGo() {
        story.wholeSet(2).version(200).set().orphaning();
        story.version(210).set().deleted();

        judged().fails(
                        "StatefulSet web was gone at resourceVersion 210 while pod 0 (uid web-0#1) was still controlled by it"
                                + " (and 1 more)");
    }

    @Test
    void failsWhenARevisionGoes() {
        orphaned().version(300).revisionDeleted("web-5d4");

        judged().fails(
                        "ControllerRevision web-5d4 was deleted at resourceVersion 300 although the set had been deleted without"
                                + " its dependents");
    }

    @Test
    void isInconclusiveWithoutASignThatTheControllerWasAtWork() {
        judged(orphaned().deletes(0).down(0)).isInconclusive("nothing shows that the controller was at work");
    }

    @Test
    void isInconclusiveWhenTheSetIsNotGoneYet() {
        judged(story.wholeSet(2).set().orphaning()).isInconclusive("was not gone when the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerHadNotSeenTheSpecThatWasFound() {
        story.set()
                .replicas(2)
                .with(set -> set.withObject("/metadata").put("generation", 2))
                .listed();
        story.pod(0).listedUp();
        story.pod(1).listedUp();
        story.set().orphaning();
        story.pod(1).deleting().withoutOwner().touched();
        story.pod(0).withoutOwner().touched();
        story.set().deleted();

        judged().isInconclusive("may have had a reason by a spec from before");
    }

    /** The controller does not say that it updates to another revision already when it removes those that are too many. */
    @Test
    void isInconclusiveWhenTheStatusNamesARevisionThatMayBeSuperseded() {
        story.set().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.set().template("nginx:3").changed();
        story.version(200).set().orphaning();
        story.revisionDeleted("web-2");
        story.pod(0).withoutOwner().touched();
        story.pod(1).withoutOwner().touched();
        story.set().deleted();

        judged().isInconclusive("no pod needed it");
    }

    /** Before Kubernetes 1.36 it may not have heard of a pod that it made. */
    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardOfThePodOfARevision() {
        Story older = Story.on("v1.34.0");
        older.set().settledOn("web-1", "nginx:1");
        older.set().updatesTo("web-2", "nginx:2").down(1).pod(1).added();
        older.set().template("nginx:3").changed();
        older.revision("web-3", "nginx:3", 3)
                .set()
                .revisions("web-1", "web-3")
                .counts(1, 0)
                .status(1, 1);
        older.set().orphaning();
        older.revisionDeleted("web-2");
        older.pod(0).withoutOwner().touched();
        older.pod(1).withoutOwner().touched();
        older.set().deleted();

        judged(older).isInconclusive("may have been one too many");
    }

    /** The garbage collector lets go the pods that it knows to be of the set. */
    @Test
    void isInconclusiveWhenAPodIsAdoptedAsTheSetIsDeleted() {
        story.stamping().pod(0).withoutOwner().added().running().ready();
        story.passes(60).set().replicas(1).added();
        story.adopted(0).set().orphaning().deleted();

        judged().isInconclusive("the garbage collector may not have heard of it");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(orphaned().gap(Kinds.POD)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenThePodsWereToGo() {
        judged(story.wholeSet(2).set().deleted()).isInconclusive("was not deleted with its pods left behind");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForAPodThatWent() {
        Story watched = Story.ofBystander().wholeSet(1).version(200);
        watched.set().orphaning();
        watched.pod(0).withoutOwner().touched();
        watched.set().deleted();
        watched.down(0);

        judged(watched).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void passesWhenAnOrphanThatIsEvictedStaysGone() {
        orphaned().pod(0).evicted();
        story.down(0).control("control-0");

        judged().passes();
    }

    @Test
    void doesNotCountAnOrphanThatGoesWithTheNamespace() {
        judged(orphaned().tell(Action.delete("Namespace", Story.NAMESPACE, "")).down(0, 1))
                .passes();
    }

    @Test
    void isInconclusiveWhenTheControllerWasScalingDownAndHadNotHeardYet() {
        story.wholeSet(3).set().replicas(2).changed();
        story.version(200).set().orphaning();
        story.pod(2).deleting();
        story.pod(0).withoutOwner().touched();
        story.pod(1).withoutOwner().touched();
        story.pod(2).withoutOwner().touched();
        story.set().deleted();

        judged().isInconclusive("may not have heard of the deletion");
    }

    @Test
    void isInconclusiveWhenTheSetWasToGoBeforeTheRecordingBegan() {
        story.pod(0).listedUp();
        story.set().replicas(0).listedOrphaning();
        story.pod(0).deleting();
        story.pod(0).deleted();
        story.set().deleted();

        judged().isInconclusive(
                        "the recording began after that, and the controller may have had a reason by a spec from before");
    }

    @Test
    void saysNothingOfAPodThatWasGoingBefore() {
        story.wholeSet(2).deletes(1).pod(1).deleting();
        story.version(200).set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.pod(1).deleted();
        story.set().deleted();

        judged().passes();
    }

    @Test
    void allowsAnybodyToMakeAPodOfThatName() {
        orphaned().deletes(0).down(0).pod(0).withoutOwner().added();
        story.control("control-0");

        judged().passes();
    }

    @Test
    void isInconclusiveWhenARevisionGoesThatNoPodNeeds() {
        story.revision("web-old");
        orphaned().revisionDeleted("web-old");

        judged().isInconclusive("no pod needed it");
    }

    @Test
    void isInconclusiveWhenTheSetNeedsTheRevisionNoMoreThatGoes() {
        story.set().replicas(1).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.version(200).set().orphaning();
        story.set().template("nginx:1").changed();
        story.set().revisions("web-1", "web-1").status(1, 1);
        story.revisionDeleted("web-2");
        story.pod(0).withoutOwner().touched();
        story.set().deleted();

        judged().isInconclusive("no pod needed it");
    }

    @Test
    void saysNothingOfPodsThatBelongToTheSetBefore() {
        story.wholeSet(2).set().deleted().again("uid-2").added().orphaning().deleted();

        judged().isInconclusive("was not deleted with its pods left behind");
    }

    @Test
    void passesWhenTheNextSetRemovesAnOrphan() {
        orphaned().set().again("uid-2").replicas(1).added();
        story.adopted(0).adopted(1).down(1);

        judged().passes();
    }

    @Test
    void passesWhenTheOnlyOrphanIsDeletedAndStaysGone() {
        story.wholeSet(1).set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.set().deleted();
        story.deletes(0).down(0).control("control-0");

        judged().passes();
    }

    @Test
    void failsWhenAPodGoesAfterTheNextSetWasDeletedToo() {
        twiceOrphaned().version(300).down(1);

        judged().fails("pod 1 (uid web-1#1) was deleted at resourceVersion 300 although the set had been deleted at"
                        + " resourceVersion 250 without its pods")
                .shows(250L, 300L);
    }

    @Test
    void saysNothingOfTheRevisionOfTheSetBefore() {
        judged(twiceOrphaned().revisionDeleted("web-5d4")).passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheFinalizer() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.set().orphaning().deleted();

        judged(watched)
                .isInconclusive("nobody is on record for having taken its finalizer away before its pods were let go");
    }

    @Test
    void isInconclusiveWhenThePodWasCreatedTenSecondsBeforeTheDeletion() {
        orphanedButAPodCreatedAt("2026-11-23T12:00:20Z");

        judged().isInconclusive("had been created so late that the garbage collector may not have heard of it");
    }

    @Test
    void failsWhenThePodWasCreatedElevenSecondsBeforeTheDeletion() {
        orphanedButAPodCreatedAt("2026-11-23T12:00:19Z");

        judged().fails(
                        "StatefulSet web was gone at resourceVersion 210 while pod 0 (uid web-0#1) was still controlled by it");
    }

    @Test
    void isInconclusiveWhenAPodComesBackTenSecondsAfterTheDeletion() {
        orphaned().deletes(0).down(0);
        story.pod(0).with(json -> created(json, "2026-11-23T12:00:40Z")).added();

        judged().isInconclusive("that was so soon that the controller may not have heard of the deletion");
    }

    /** The pod's set was asked to go at 12:00:30. */
    private void orphanedButAPodCreatedAt(String time) {
        story.set().replicas(1).added();
        story.pod(0).with(json -> created(json, time)).added();
        story.version(200).set().orphaning();
        story.version(210).set().deleted();
    }

    private static void created(ObjectNode object, String time) {
        object.withObject("/metadata").put("creationTimestamp", time);
    }

    private Story twiceOrphaned() {
        orphaned().set().again("uid-2").added();
        return story.adopted(0).adopted(1).version(250).orphaned(0, 1);
    }

    private Story orphaned() {
        return story.wholeSet(2).version(200).orphaned(0, 1);
    }
}
