package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RetentionPolicyChangeTest extends GuaranteeTest<RetentionPolicyChange> {
    @Test
    void passesWhenTheSetIsMadeTheOwner() {
        changed().claim(0).goesWithSet();

        judged(story.set().lookedAt(2)).passes("the owners of the claims of the pods 0 were what the policy says");
    }

    @Test
    void passesWhenTheOwnerIsTakenOffAgain() {
        changed().claim(0).goesWithSet();
        story.set().keepsClaims().changed().settled();
        story.claim(0).released();

        judged(story.set().lookedAt(2)).passes();
    }

    @Test
    void failsWhenTheSetIsNotMadeTheOwner() {
        changed().set().lookedAt(2);

        judged().fails(
                        "the set was no owner of claim www-web-0 of pod 0 since resourceVersion 105, although whenDeleted was"
                                + " Delete and the controller had gone over the set twice until it wrote the status at resourceVersion"
                                + " 205")
                .shows(105L, 205L);
    }

    @Test
    void failsThoughTheClaimWasMadeBySomebodyElse() {
        story.tell(Action.of("create a claim", Action.CREATE, Kinds.CLAIM, "www-web-0", ""));
        changed().set().lookedAt(2);

        judged().failsBecauseOf("the set was no owner of claim www-web-0 of pod 0 since resourceVersion 105");
    }

    @Test
    void failsWhenTheOwnerIsNotTakenOff() {
        changed().claim(0).goesWithSet();
        story.version(300).set().keepsClaims().changed().settled().lookedAt(2);

        judged().fails(
                        "the set was an owner of claim www-web-0 of pod 0 since resourceVersion 202, although whenDeleted was"
                                + " Retain and the controller had gone over the set twice until it wrote the status at resourceVersion 305");
    }

    @Test
    void failsWhenAPodIsTheOwnerThatTheSetWants() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(1).version(200).claim(0).goesWithPod(0);
        story.set().lookedAt(2);

        judged().fails(
                        "pod 0, which the set wants, was an owner of its claim www-web-0 since resourceVersion 200, although"
                                + " whenDeleted was Retain and the controller had gone over the set twice until it wrote the status at"
                                + " resourceVersion 204");
    }

    @Test
    void asksForThePolicyOfAPodThatIsNotStartedYet() {
        story.set().deletesClaimsWhenDeleted().replicas(1).added();
        story.claim(0).added();
        story.pod(0).added();
        story.version(200).set().status(1, 0).lookedAt(2);

        judged().fails(
                        "the set was no owner of claim www-web-0 of pod 0 since resourceVersion 102, although whenDeleted was"
                                + " Delete and the controller had gone over the set twice until it wrote the status at resourceVersion 204");
    }

    @Test
    void saysNothingAfterOneLook() {
        changed().set().lookedAt(1);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingWhileAClaimChanges() {
        changed().set().lookedAt(1);
        story.claim(0).label("a", "b").bound("pv-0");
        story.set().lookedAt(1);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingWhileAPodChanges() {
        changed().set().lookedAt(1);
        story.pod(0).unready().ready();
        story.set().lookedAt(1);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingWhileThePolicyChanges() {
        changed().set().lookedAt(1).keepsClaims().changed().settled();
        story.set().deletesClaimsWhenDeleted().changed().settled().lookedAt(1);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingBeforeThePodsAreAvailable() {
        story.set().with(set -> set.withObject("/spec").put("minReadySeconds", 5));
        changed()
                .set()
                .with(set -> set.withObject("/status").put("availableReplicas", 0))
                .lookedAt(2);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingWhileAPodIsScaledDown() {
        changed().set().replicas(0).changed();
        story.set().lookedAt(2);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void comesToAllPodsOfAParallelSetUpToOneThatIsMissing() {
        story.set().parallel().deletesClaimsWhenDeleted().replicas(4).added();
        for (int ordinal = 0; ordinal < 4; ordinal++) {
            story.claim(ordinal).added();
        }
        story.pod(0).added();
        story.pod(1).added();
        story.pod(3).added();
        story.claim(0).goesWithSet();
        story.claim(1).goesWithSet();
        story.set().status(3, 0).lookedAt(2);

        judged().passes("the owners of the claims of the pods 0, 1 were what the policy says");
    }

    @Test
    void saysNothingOfPodsThatTheControllerDoesNotComeTo() {
        story.set().deletesClaimsWhenDeleted().replicas(2).added();
        story.claim(0).added();
        story.claim(1).added();
        story.pod(0).added().running();
        story.pod(1).added().running().ready();
        story.set().status(2, 1).lookedAt(2);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingWhereTheStatusIsOfOtherPods() {
        changed().set().status(0, 0).lookedAt(2);

        judged().isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingOfAClaimThatSomebodyElseManages() {
        changed().claim(0).controlledBy("Service", "svc", "uid-svc").bound("pv-0");

        judged(story.set().lookedAt(2)).isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingOfASetThatIsToEnd() {
        changed().set().deleting();

        judged(story.set().lookedAt(2)).isInconclusive("had gone over it twice");
    }

    @Test
    void saysNothingOfAPodThatTheSetOwnsNoMore() {
        changed().pod(0).withoutOwner().touched();

        judged(story.set().lookedAt(2)).isInconclusive("had gone over it twice");
    }

    @Test
    void isInconclusiveWhenTheControllerWasRefusedToChangeTheClaim() {
        changed().controllerCannotUpdate(0);
        story.set().lookedAt(2);

        judged().isInconclusive("the controller said that it was refused");
    }

    /** The pod was left by a set that had another claim template. */
    @Test
    void saysNothingOfAClaimThatTheSetGivesToNoPod() {
        story.wholeSet(1).orphaned(0);
        story.set().again("uid-2").templates("data").deletesClaimsWhenDeleted().added();
        story.claim("data-web-0").added().goesWithSet();
        story.adopted(0).set().settled().lookedAt(2);

        judged().isInconclusive("it was never seen");
    }

    /** The controller gives to the set what it would have given to the pod. */
    @Test
    void saysNothingOfAClaimThatSomebodyElseGaveToThePod() {
        story.claim("precious").added();
        story.pod(0).mounts("www", "precious").withoutOwner().added().running().ready();
        story.set().replicas(1).deletesClaimsWhenDeleted().added();
        story.adopted(0).set().settled().lookedAt(2);

        judged().isInconclusive("it was never seen");
    }

    /** What fails of one pod keeps it from the next, also in a set that is Parallel. */
    @Test
    void isInconclusiveWhenTheControllerWasRefusedToMakeAnotherClaim() {
        story.set().parallel();
        changed()
                .controllerSaysItCannotCreate(
                        "create Claim data-web-0 for Pod web-0 in StatefulSet web failed error: exceeded quota");
        story.set().lookedAt(2);

        judged().isInconclusive("the controller said that it was refused something");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        changed().claim(0).goesWithSet();

        judged(story.set().lookedAt(2).story().gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereAllClaimsWereAlwaysKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps all claims");
    }

    private Story changed() {
        story.wholeSet(1)
                .version(200)
                .set()
                .deletesClaimsWhenDeleted()
                .changed()
                .settled();
        return story;
    }
}
