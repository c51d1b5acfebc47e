package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RetentionOnlyThoseTest extends GuaranteeTest<RetentionOnlyThose> {
    @Test
    void passesWhenAPodIsReplacedAndItsClaimStays() {
        judged(set().remade(0)).passes("no pod that web wanted was made the owner of its claim");
    }

    @Test
    void passesWhenAPodThatIsScaledDownTakesItsClaimAlong() {
        set().set().replicas(1).changed();
        story.claim(1).goesWithPod(1);
        story.down(1).claim(1).deleted();

        judged().passes();
    }

    @Test
    void failsWhenAPodThatIsWantedIsMadeTheOwner() {
        set().version(300).claim(1).goesWithPod(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was made the owner of its claim www-web-1 at resourceVersion 300, although the"
                                + " set had never wanted to do without it")
                .shows(112L, 300L);
    }

    @Test
    void failsWhenAClaimGoesThatNobodyTakesAlong() {
        set().deletes(0).pod(0).deleting();
        story.version(300).claim(0).deleting();
        story.pod(0).deleted();

        judged().fails(
                        "claim www-web-0 was deleted at resourceVersion 300, although the set had never wanted to do without"
                                + " pod 0 (uid web-0#1)")
                .shows(115L, 300L);
    }

    @Test
    void failsWhenAClaimGoesWhoseSetStands() {
        story.set().deletesClaimsWhenDeleted();
        set().claim(0).goesWithSet();
        story.version(300).claim(0).deleting();

        judged().fails(
                        "claim www-web-0 was deleted at resourceVersion 300, although the set had never wanted to do without"
                                + " pod 0 (uid web-0#1)");
    }

    @Test
    void passesWhenTheClaimsGoWithTheSet() {
        story.set().deletesClaimsWhenDeleted();
        set().claim(0).goesWithSet();
        story.set().deleted();
        story.claim(0).deleting();
        story.down(0, 1).claim(0).deleted();

        judged().passes();
    }

    @Test
    void failsWhenThePodIsScaledDownOnlyAfterItWasMadeTheOwner() {
        set().version(300).claim(1).goesWithPod(1);
        story.set().replicas(1).changed();

        judged().fails(
                        "pod 1 (uid web-1#1) was made the owner of its claim www-web-1 at resourceVersion 300, although the"
                                + " set had never wanted to do without it");
    }

    @Test
    void passesWhenTheClaimOfAPodIsDeletedThatIsScaledDown() {
        set().set().replicas(1).changed();

        judged(story.claim(1).deleting()).passes();
    }

    @Test
    void passesWhenTheClaimsGoWhileTheSetIsToEnd() {
        story.set().deletesClaimsWhenDeleted();
        set().claim(0).goesWithSet();
        story.set().deleting();

        judged(story.claim(0).deleting()).passes();
    }

    @Test
    void passesWhenAClaimGoesWithSomethingElse() {
        set().claim(0).controlledBy("Service", "svc", "uid-svc").bound("pv-0");

        judged(story.claim(0).deleting()).passes();
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(set().deletesClaim(0).claim(0).deleting()).passes();
    }

    @Test
    void doesNotCountADeletionWithTheNamespace() {
        set().tell(Action.delete("Namespace", Story.NAMESPACE, "")).claim(0).deleting();

        judged().passes();
    }

    @Test
    void passesWhenAPodIsOwnerThatTheSetDidNotWantForAWhile() {
        set().set().replicas(1).changed();
        story.set().replicas(2).changed();
        story.claim(1).goesWithPod(1);

        judged().passes();
    }

    @Test
    void saysNothingOfASetThatMayHaveBeenScaledBeforeTheRecordingBegan() {
        Story watched = Story.ofBystander();
        watched.set().deletesClaimsWhenScaled().replicas(1).listed();
        watched.claim(0).listed();
        watched.pod(0).listedUp();
        watched.claim(0).goesWithPod(0);

        judged(watched).passes();
    }

    @Test
    void isInconclusiveWhenWhoMadeThePodTheOwnerIsNotKnown() {
        Story watched = Story.ofBystander();
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(1).claim(0).goesWithPod(0);

        judged(watched).isInconclusive("who did that is not known");
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaimThatWent() {
        Story watched = Story.ofBystander();
        watched.set().deletesClaimsWhenScaled();
        watched.wholeSet(1).claim(0).deleting();

        judged(watched).isInconclusive("nobody is on record for that");
    }

    /** The log has what came of a request, and lacks the request. */
    @Test
    void isInconclusiveWhenTheAuditLogLacksTheDeletion() {
        Story logged = Story.ofBystander();
        logged.set().deletesClaimsWhenScaled();
        logged.wholeSet(1).claim(0).deleting();
        logged.audited(new AuditedRequest(
                "update",
                "",
                "system:serviceaccount:kube-system:pvc-protection-controller",
                "kube-controller-manager"));

        judged(logged).isInconclusive("nobody is on record for that");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(set().gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereAllClaimsAreKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps all claims");
    }

    private Story set() {
        story.set().deletesClaimsWhenScaled();
        return story.wholeSet(2);
    }
}
