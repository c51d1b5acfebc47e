package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class RetentionWhenScaledTest extends GuaranteeTest<RetentionWhenScaled> {
    private static final String CONTROLLER = "kube-controller-manager";
    private static final String LEFT =
            "pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner of its claim www-web-1"
                    + " before";

    @Test
    void passesWhenTheClaimGoesAfterItsPod() {
        lowered().claim(1).goesWithPod(1);
        story.down(1).claim(1).deleting().deleted();

        judged().passes(
                        "the claims of the pods 1 were given to the pods before these were deleted, and went after them");
    }

    @Test
    void failsWhenThePodIsDeletedBeforeItOwnsItsClaim() {
        lowered().version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner of its"
                                + " claim www-web-1 before")
                .shows(111L, 300L);
    }

    @Test
    void failsWhenTheClaimIsGoneBeforeThePod() {
        lowered().claim(1).goesWithPod(1);
        story.pod(1).deleting(30);
        story.version(300).claim(1).deleted();
        story.pod(1).deleted();

        judged().fails(
                        "claim www-web-1 was gone at resourceVersion 300 after pod 1 was scaled away at resourceVersion 203,"
                                + " while pod 1 (uid web-1#1), which used it, was still there");
    }

    @Test
    void saysNothingOfAClaimThatNoContainerUsed() {
        story.set().deletesClaimsWhenScaled().replicas(2).added();
        story.claim(0).added().bound("pv-0");
        story.claim(1).added();
        story.up(0).pod(1).added();
        story.set().status(2, 1).replicas(1).changed().status(2, 1);
        story.claim(1).goesWithPod(1);
        story.pod(1).deleting();
        story.claim(1).deleted();
        story.pod(1).deleted();

        judged().passes();
    }

    @Test
    void passesWhenThePolicyIsChangedBackBeforeThePodIsGone() {
        lowered().claim(1).goesWithPod(1);
        story.pod(1).deleting();
        story.claim(1).released();
        story.pod(1).deleted();

        judged().passes();
    }

    @Test
    void saysNothingOfADeletionByTheScenario() {
        lowered().deletes(1).down(1);

        judged().isInconclusive("no pod of web with a claim was scaled away");
    }

    @Test
    void saysNothingWhereTheControllerMayActOnAnotherPolicy() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(2).set().replicas(1).changed().deletesClaimsWhenScaled().changed();
        story.down(1);

        judged().isInconclusive("no pod of web with a claim was scaled away");
    }

    @Test
    void saysNothingOfAClaimThatBelongsToSomebodyElse() {
        lowered().claim(1).controlledBy("Service", "svc", "uid-svc").bound("pv-1");
        story.down(1);

        judged().isInconclusive("no pod of web with a claim was scaled away");
    }

    @Test
    void saysNothingOfAClaimThatIsGoingAlready() {
        lowered().claim(1).deleting();
        story.down(1);

        judged().isInconclusive("no pod of web with a claim was scaled away");
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardOfTheClaim() {
        Story watched = old();
        watched.set().replicas(1).changed().settled();
        watched.down(1);

        judged(watched).isInconclusive("the controller may not have heard of that claim yet");
    }

    @Test
    void knowsOfAClaimWhenItWentOverTheSetTwiceSince() {
        Story watched = old();
        watched.set().lookedAt(2).replicas(1).changed().status(2, 2);
        watched.version(300).down(1);

        judged(watched)
                .fails("pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner"
                        + " of its claim www-web-1 before");
    }

    @Test
    void isInconclusiveForAClaimThatTheScenarioMade() {
        story.tell(Action.of("create claim", Action.CREATE, Kinds.CLAIM, "www-web-1", ""));
        lowered().down(1);

        judged().isInconclusive("the controller may not have heard of that claim yet");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(2).set().lookedAt(2).replicas(1).changed().status(2, 2);
        watched.down(1);

        judged(watched).isInconclusive("nobody is on record for having deleted it");
    }

    @Test
    void saysNothingOfAPodThatAnotherSetOfThatNameHad() {
        lowered().set().deleted();
        story.set().again("uid-2").replicas(1).added();
        story.set().status(1, 1);
        story.down(1);

        judged().isInconclusive("no pod of web with a claim was scaled away");
    }

    @Test
    void isInconclusiveWhenTheSpecWasNotAcknowledgedThatWasFoundInTheBeginning() {
        story.set().deletesClaimsWhenScaled().replicas(1).listed();
        story.claim(1).listed();
        story.pod(0).listedUp();
        story.pod(1).listedUp();

        judged(story.down(1)).isInconclusive("the controller may not have heard of that claim yet");
    }

    /** Both ask for it in the same second, and only the controller says so. */
    @Test
    void isInconclusiveWhenSomebodyElseMayHaveDeletedThePodBeforeTheController() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(2).version(200).set().lookedAt(2).replicas(1).changed().status(2, 2);
        watched.version(300).pod(1).deleting();
        watched.claim(1).goesWithPod(1);
        watched.controllerDeletes(1).pod(1).deleted();
        watched.claim(1).deleting().deleted();

        judged(watched)
                .isInconclusive(LEFT
                        + "; it was made that at resourceVersion 301, before the pod was gone, whose deletion somebody else may"
                        + " have asked for before the controller");
    }

    @Test
    void isInconclusiveWhenTheClaimIsNotGoneYet() {
        lowered().claim(1).goesWithPod(1);

        judged(story.down(1)).isInconclusive("was not gone when the recording ended");
    }

    @Test
    void failsWhenThePodIsMadeTheOwnerOnlyWhileItEnds() {
        lowered().version(300).pod(1).deleting();
        story.claim(1).goesWithPod(1);
        story.pod(1).deleted();

        judged(story.claim(1).deleted())
                .fails("pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner"
                        + " of its claim www-web-1 before");
    }

    @Test
    void failsWhenTheClaimIsGoneBeforeAPodThatIsStarting() {
        story.set().deletesClaimsWhenScaled().replicas(1).added();
        story.claim(0).added();
        story.pod(0).added().bound();
        story.set().status(1, 0).replicas(0).changed().status(1, 0);
        story.claim(0).goesWithPod(0);
        story.version(300).pod(0).deleting();
        story.claim(0).deleted();

        judged(story.pod(0).deleted())
                .fails(
                        "claim www-web-0 was gone at resourceVersion 301 after pod 0 was scaled away at resourceVersion 300,"
                                + " while pod 0 (uid web-0#1), which used it, was still there");
    }

    @Test
    void passesWhenTheClaimIsGoneBeforeAPodThatHadEnded() {
        lowered().pod(1).bound().failed();
        story.claim(1).goesWithPod(1);
        story.pod(1).deleting();
        story.claim(1).deleted();

        judged(story.pod(1).deleted()).passes();
    }

    @Test
    void knowsOfAClaimThatTheControllerGaveToTheSet() {
        givenToTheSetBy(CONTROLLER);

        judged().fails("pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner"
                + " of its claim www-web-1 before");
    }

    @Test
    void isInconclusiveForAClaimThatSomebodyElseGaveToTheSet() {
        givenToTheSetBy("kubectl");

        judged().isInconclusive("the controller may not have heard of that claim yet");
    }

    /** The scenario made the claim of pod 1, and somebody made the set its owner. */
    private void givenToTheSetBy(String writer) {
        story.tell(Action.of("create claim", Action.CREATE, Kinds.CLAIM, "www-web-1", ""));
        story.set().deletesClaimsWhenScaled().with(set -> Written.by(set, CONTROLLER, "status"));
        story.wholeSet(2).claim(1).with(claim -> Written.by(claim, writer, "")).goesWithSet();
        story.set().replicas(1).changed().status(2, 2);
        story.version(300).down(1);
    }

    @Test
    void isInconclusiveForAClaimOfTheSetOfThatNameBefore() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(2).set().deleted();
        story.down(0, 1).set().again("uid-2").added();
        story.pod(0).ofSet("uid-2");
        story.pod(1).ofSet("uid-2");
        story.up(0, 1).set().settled().replicas(1).changed().status(2, 2);

        judged(story.down(1)).isInconclusive("the controller may not have heard of that claim yet");
    }

    @Test
    void isInconclusiveForAClaimThatWasThereWhenItsKindWasListed() {
        story.set().deletesClaimsWhenScaled().replicas(1).added();
        story.claim(0).listed();
        story.up(0).set().settled().replicas(0).changed().status(1, 1);

        judged(story.down(0)).isInconclusive("the controller may not have heard of that claim yet");
    }

    @Test
    void isInconclusiveForAClaimOfASetThatItFound() {
        story.set().deletesClaimsWhenScaled().replicas(1).listed().settled();
        story.claim(0).added();
        story.up(0).set().replicas(0).changed().status(1, 1);

        judged(story.down(0)).isInconclusive("the controller may not have heard of that claim yet");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaim() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(2).set().replicas(1).changed().status(2, 2);
        watched.pod(1).deleting();
        watched.controllerDeletes(1).pod(1).deleted();

        judged(watched).isInconclusive("the controller may not have heard of that claim yet");
    }

    /** It leaves alone what belongs to a set of that name before, and may not have heard that it does so no more. */
    @Test
    void isInconclusiveWhenTheClaimHadBelongedToTheSetBefore() {
        story.set().deletesClaimsWhenScaled().with(set -> set.withObject("/spec/persistentVolumeClaimRetentionPolicy")
                .put("whenDeleted", "Delete"));
        story.wholeSet(2).claim(0).goesWithSet();
        story.claim(1).goesWithSet();
        story.set().lookedAt(2).orphaning();
        story.claim(0).released();
        story.claim(1).released();
        story.pod(0).withoutOwner().touched();
        story.pod(1).withoutOwner().touched();
        story.set().deleted().again("uid-2").replicas(1).added();
        story.adopted(0).adopted(1).down(1);

        judged().isInconclusive("the controller may not have heard that the claim belongs to nobody else any more");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        lowered().claim(1).goesWithPod(1);
        story.down(1).claim(1).deleted();

        judged(story.gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void knowsThatTheControllerActsOnTheOnlySpecThatTakesThePodAway() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(2).set().replicas(1).changed();

        judged(story.version(300).down(1))
                .fails("pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner"
                        + " of its claim www-web-1 before");
    }

    @Test
    void saysNothingWhereThePodMayHaveBeenReplacedBefore() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(2).pod(1).bound().failed();
        story.set().replicas(1).changed();

        judged(story.down(1)).isInconclusive("no pod of web with a claim was scaled away");
    }

    @Test
    void knowsThatRecreateDeletesAPodOfTheVersionBeforeFirst() {
        recreating().set().template("nginx:2").replicas(1).changed();
        story.version(300).pod(1).deleting();
        looked();

        judged(story.pod(1).deleted())
                .deviates(
                        "pod 1 (uid web-1#1) was scaled away at resourceVersion 300, and had not been made the owner of its"
                                + " claim www-web-1 before, as Kubernetes does with the strategy Recreate where the pod, here of"
                                + " revision web-1, is not of the latest version")
                .shows(111L, 300L);
    }

    @Test
    void passesWhenRecreateGivesTheClaimToThePodOfTheVersionBefore() {
        recreating().set().template("nginx:2").replicas(1).changed();
        story.claim(1).goesWithPod(1);
        story.pod(1).deleting();
        looked().pod(1).deleted();

        judged(story.claim(1).deleting().deleted()).passes();
    }

    @Test
    void failsWithRecreateWhenThePodIsOfTheLatestVersion() {
        recreating().set().replicas(1).changed();

        judged(story.version(300).down(1)).fails(LEFT);
    }

    @Test
    void failsWithRollingUpdateWhenThePodIsOfTheVersionBefore() {
        story.set().rolling(0);
        pair(story).set().template("nginx:2").replicas(1).changed();
        story.version(300).pod(1).deleting();
        looked();

        judged(story.pod(1).deleted()).fails(LEFT);
    }

    @Test
    void isInconclusiveWhereTheStrategyMayHaveBeenAnother() {
        recreating().set().template("nginx:2").replicas(1).changed();
        story.set().rolling(0).changed();
        story.version(300).pod(1).deleting();
        looked();

        judged(story.pod(1).deleted()).isInconclusive("whether the controller was acting by the strategy Recreate");
    }

    @Test
    void isInconclusiveWithRecreateWhenTheLatestVersionIsNotKnown() {
        recreating().set().template("nginx:2").replicas(1).changed();

        judged(story.down(1)).isInconclusive("whether the controller was acting by the strategy Recreate");
    }

    @Test
    void isInconclusiveWithRecreateWhenNobodyIsOnRecordForTheDeletion() {
        Story watched = Story.ofBystander().tell(ServerVersion.of("v1.37.2"));
        watched.set().recreate();
        pair(watched).set().lookedAt(2);
        watched.set()
                .template("nginx:2")
                .replicas(1)
                .changed()
                .revisions("web-1", "web-2")
                .status(2, 2);
        watched.down(1);

        judged(watched).isInconclusive("nobody is on record for having deleted it");
    }

    private Story recreating() {
        story.set().recreate();
        return pair(story);
    }

    /** Two pods of revision web-1, whose claims are to go when they are scaled away. */
    private static Story pair(Story story) {
        story.set().deletesClaimsWhenScaled().replicas(2).settledOn("web-1", "nginx:1");
        story.claim(0).added();
        return story.claim(1).added().story();
    }

    /** The controller tells that it has gone over the set, and of which revision pods are to be. */
    private Story looked() {
        return story.set().revisions("web-1", "web-2").status(2, 2).story();
    }

    @Test
    void isNotApplicableWhereTheClaimsAreKept() {
        judged(story.wholeSet(2)).isNotApplicable("keeps the claims of pods that are scaled away");
    }

    /** A server that does not wait for what it wrote itself. */
    private static Story old() {
        Story watched = Story.on("v1.35.0");
        watched.set().deletesClaimsWhenScaled();
        return watched.wholeSet(2);
    }

    private Story lowered() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(2).version(200).set().replicas(1).changed().status(2, 2);
        return story;
    }
}
