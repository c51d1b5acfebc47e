package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class IdentityMapTest extends GuaranteeTest<IdentityMap> {
    @Test
    void passesWhenAnOrdinalKeepsItsClaimAndVolume() {
        judged(story.wholeSet(2).remade(0).remade(1).remade(0)).passes();
    }

    @Test
    void failsWhenTheNextPodHasAnotherClaim() {
        story.wholeSet(2).deletes(0).pod(0).deleting().deleted();
        story.version(4711).nextPod(0).mounts("www", "www-web-1").added();

        judged().fails(
                        "pod 0 (uid web-0#2) was created at resourceVersion 4711 with the claim www-web-1, but the pod that"
                                + " held the ordinal before (uid web-0#1) had www-web-0")
                .shows(106L, 4711L);
    }

    @Test
    void failsWhenTheClaimIsReplacedBehindItsName() {
        story.wholeSet(1).version(4711).claim(0).deleted().uid("uid-new").added();

        judged().fails(
                        "claim www-web-0 of pod 0 (uid uid-www-web-0) was replaced by another of that name (uid uid-new) at"
                                + " resourceVersion 4712, and the scenario had not deleted it")
                .shows(4711L, 4712L);
    }

    @Test
    void failsWhenTheClaimIsBoundToAnotherVolume() {
        story.wholeSet(1).version(4711).claim(0).bound("pv-9");

        judged().fails("claim www-web-0 of pod 0 was bound to volume pv-0, but at resourceVersion 4711 to pv-9")
                .shows(105L, 4711L);
    }

    @Test
    void allowsAnotherClaimAfterTheScenarioDeletedTheFirst() {
        story.wholeSet(1).deletesClaim(0).claim(0).deleted().uid("uid-new").added();

        judged().passes();
    }

    @Test
    void allowsAnotherClaimWhenThePolicyDeletesClaims() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(1).claim(0).deleted().uid("uid-new").added();

        judged().passes();
    }

    /** Who adopts a pod does not change what it mounts. */
    @Test
    void saysNothingOfAClaimThatSomebodyGaveToAPodBeforeTheRecordingBegan() {
        story.set().replicas(1).listed();
        story.pod(0).mounts("www", "precious").listedUp();
        story.down(0).claim(0).added();
        story.up(0);

        judged().passes();
    }

    /** Until then the policy may have been another one, by which the controller still gave the claim to its pod. */
    @Test
    void isInconclusiveWhenTheControllerHadNotSeenThePolicyThatWasFound() {
        Story watched = Story.ofBystander();
        watched.set()
                .replicas(1)
                .with(set -> Written.by(set, "kube-controller-manager", "status"))
                .with(set -> set.withObject("/metadata").put("generation", 2))
                .listed();
        watched.pod(1).listedUp();
        watched.claim(1).listed();
        watched.claim(1)
                .with(claim -> Written.by(claim, "kube-controller-manager", ""))
                .goesWithPod(1);
        watched.down(1).claim(1).deleted();
        watched.set().replicas(2).changed();
        watched.claim(1).uid("another").withoutOwner().added();
        watched.up(1);

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    /** The log has what came of a request, and lacks the request. */
    @Test
    void isInconclusiveWhenTheAuditLogLacksTheDeletion() {
        Story logged = Story.ofBystander();
        logged.wholeSet(1).claim(0).deleting();
        logged.audited(new AuditedRequest(
                "update",
                "",
                "system:serviceaccount:kube-system:pvc-protection-controller",
                "kube-controller-manager"));
        logged.claim(0).deleted().uid("uid-new").added();

        judged(logged).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void saysNothingOfAClaimThatSomebodyGaveToAPodThatHeReplaced() {
        story.set().with(set -> Written.by(set, "kube-controller-manager", "status"));
        story.wholeSet(1)
                .down(0)
                .pod(0)
                .mounts("www", "precious")
                .with(pod -> Written.by(pod, "kubectl-replace", ""))
                .added();

        judged().passes();
    }

    /** The controller gave it to a set that was gone when the recording began, whose policy nobody knows. */
    @Test
    void isInconclusiveWhenTheClaimWentWithASetFromBeforeTheRecording() {
        Story watched = Story.ofBystander();
        watched.claim(0).listed();
        watched.set().with(set -> Written.by(set, "kube-controller-manager", "status"));
        watched.set().replicas(1).added();
        watched.pod(0).added();
        watched.claim(0)
                .with(claim -> Written.by(claim, "kube-controller-manager", ""))
                .goesWith(Kinds.STATEFUL_SET, "web", "uid-before");
        watched.claim(0).deleted().uid("another").withoutOwner().added();

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.wholeSet(1).gap(Kinds.CLAIM).claim(0).deleted().uid("uid-new").added();

        judged().isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoClaimWasSeen() {
        judged(story.set().added().withPods(0)).isInconclusive("no pod of web with its claim was seen");
    }

    @Test
    void isNotApplicableWithoutClaimTemplates() {
        judged(story.set().withoutClaims().added().withPods(0)).isNotApplicable("no volumeClaimTemplates");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaimThatWent() {
        Story watched = Story.ofBystander().wholeSet(1);
        watched.claim(0).deleted().uid("uid-new").added();

        judged(watched).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void failsThoughThePolicyIsToDeleteClaimsLater() {
        story.wholeSet(1).version(4711).claim(0).deleted().uid("uid-new").added();
        story.set().deletesClaimsWhenScaled().changed();

        judged().fails(
                        "claim www-web-0 of pod 0 (uid uid-www-web-0) was replaced by another of that name (uid uid-new) at"
                                + " resourceVersion 4712, and the scenario had not deleted it");
    }

    @Test
    void saysNothingOfPodsThatTheSetDidNotMake() {
        story.set().added();
        story.pod(0).withoutOwner().mounts("www", "elsewhere").added();
        story.adopted(0).down(0).claim(0).added();
        story.nextPod(0).added();

        judged().passes();
    }
}
