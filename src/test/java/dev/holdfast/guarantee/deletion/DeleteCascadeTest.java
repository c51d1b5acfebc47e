package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class DeleteCascadeTest extends GuaranteeTest<DeleteCascade> {
    @Test
    void passesWhenOnlyThePodsGo() {
        judged(deleted().down(1, 0)).passes();
    }

    @Test
    void passesInWhateverOrderThePodsGo() {
        judged(deleted().down(0, 1)).passes();
    }

    @Test
    void failsWhenAClaimGoes() {
        deleted().down(1, 0).version(300).claim(1).deleted();

        judged().fails(
                        "claim www-web-1 of pod 1 was deleted at resourceVersion 300 after StatefulSet web had been deleted at"
                                + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenTheServiceGoes() {
        deleted().down(1, 0).version(300).service(Change.DELETED);

        judged().fails("Service svc was deleted at resourceVersion 300 after StatefulSet web had been deleted at"
                        + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAVolumeGoes() {
        deleted().down(1, 0).version(300).volumeDeleted("pv-1");

        judged().fails(
                        "volume pv-1 of pod 1 was deleted at resourceVersion 300 after StatefulSet web had been deleted at"
                                + " resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAPodIsReleasedInstead() {
        deleted().down(1).version(300).pod(0).withoutOwner().touched();

        judged().fails(
                        "pod 0 (uid web-0#1) was released at resourceVersion 300 instead of deleted after StatefulSet web had"
                                + " been deleted at resourceVersion 200");
    }

    @Test
    void doesNotCountWhatTheScenarioDeletes() {
        deleted().down(1, 0).deletesClaim(0).claim(0).deleted();
        story.tell(Action.delete("Service", "svc", "")).service(Change.DELETED);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenAPodIsNotGoneYet() {
        judged(deleted().down(1)).isInconclusive("pod 0 (uid web-0#1) was not gone when the recording ended");
    }

    @Test
    void isInconclusiveWhenSomebodyMayHaveReleasedAPod() {
        Story watched = Story.ofBystander().service(Change.ADDED).wholeSet(2);
        watched.set().deleted();
        watched.down(1).pod(0).withoutOwner().touched();

        judged(watched)
                .isInconclusive("nobody is on record for that, and it breaks the guarantee only if the cluster did it");
    }

    /** Whoever deletes a set in the foreground may change his mind as long as it is there. */
    @Test
    void isInconclusiveWhenThePodsWereToStayAfterAll() {
        story.service(Change.ADDED)
                .wholeSet(2)
                .set()
                .with(set -> set.withObject("/metadata").putArray("finalizers").add("foregroundDeletion"))
                .deleting();
        story.down(1)
                .set()
                .with(set -> set.withObject("/metadata").putArray("finalizers").add("orphan"))
                .written();
        story.pod(0).withoutOwner().touched();
        story.set().deleted();

        judged().isInconclusive("was not deleted together with its pods");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(deleted().gap("Service").down(1, 0)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenThePodsWereToStay() {
        judged(story.wholeSet(2).set().orphaning().deleted()).isInconclusive("was not deleted together with its pods");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheServiceThatWent() {
        Story watched = Story.ofBystander().service(Change.ADDED).wholeSet(1);
        watched.set().deleted();
        watched.down(0).service(Change.DELETED);

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void doesNotCountWhatGoesWithTheNamespace() {
        story.service(Change.ADDED).wholeSet(1).tell(Action.delete("Namespace", Story.NAMESPACE, ""));
        story.set().deleted();
        story.down(0).service(Change.DELETED).claim(0).deleted();

        judged().passes();
    }

    @Test
    void doesNotCountClaimsThatThePolicyLetsGo() {
        story.set().deletesClaimsWhenDeleted();
        deleted().down(1, 0).claim(0).deleted();

        judged().passes();
    }

    @Test
    void doesNotBlameTheDeletionForAPodThatItsControllerReleased() {
        deleted().down(1).pod(0).label("app", "other").withoutOwner().touched();

        judged().isInconclusive("was not gone when the recording ended");
    }

    @Test
    void countsThePodThatWentWithTheSet() {
        story.wholeSet(1).set().deleted();
        story.down(0);

        judged().passes("deleting the set deleted its 1 pod and nothing else");
    }

    @Test
    void doesNotCountAPodThatWasGoneBefore() {
        story.wholeSet(3).set().replicas(2).changed();
        story.down(2).set().deleted();
        story.down(1, 0);

        judged().passes("deleting the set deleted its 2 pods and nothing else");
    }

    @Test
    void doesNotCountThePodsOfTheSetBefore() {
        story.wholeSet(2).set().deleted().again("uid-2").added().deleted();
        story.down(1, 0);

        judged().passes("deleting the set deleted its 2 pods and nothing else");
    }

    @Test
    void failsWhenAPodIsReleasedAtOnce() {
        deleted().pod(0).withoutOwner().touched();
        story.down(1);

        judged().fails(
                        "pod 0 (uid web-0#1) was released at resourceVersion 201 instead of deleted after StatefulSet web had"
                                + " been deleted at resourceVersion 200");
    }

    @Test
    void doesNotCountTheVolumeOfAClaimThatTheScenarioDeletes() {
        deleted().down(1, 0).deletesClaim(0).claim(0).deleted();
        story.volumeDeleted("pv-0");

        judged().passes();
    }

    @Test
    void doesNotCountAVolumeThatWasGoneBefore() {
        story.wholeSet(2).volumeDeleted("pv-0").set().deleted();
        story.down(1, 0);

        judged().passes();
    }

    private Story deleted() {
        story.service(Change.ADDED).wholeSet(2).version(200).set().deleted();
        return story;
    }
}
