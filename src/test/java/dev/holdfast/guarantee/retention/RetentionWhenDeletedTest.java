package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RetentionWhenDeletedTest extends GuaranteeTest<RetentionWhenDeleted> {
    @Test
    void passesWhenTheClaimsGoAfterTheirPods() {
        stamped().set().deleted();
        story.claim(0).deleting();
        story.claim(1).deleting();
        story.down(0, 1).claim(0).deleted();
        story.claim(1).deleted();

        judged().passes("the claims of the pods 0, 1 went with the set, after their pods");
    }

    @Test
    void failsWhenAClaimIsGoneBeforeItsPod() {
        stamped().set().deleted();
        story.claim(0).deleting();
        story.version(300).claim(0).deleted();
        story.down(0, 1).claim(1).deleted();

        judged().fails(
                        "claim www-web-0 was gone at resourceVersion 300 after the set had been deleted at resourceVersion 200,"
                                + " while pod 0 (uid web-0#1), which used it, was still there")
                .shows(108L, 300L);
    }

    @Test
    void failsWhenTheSetOwnsNoClaimAlthoughTheControllerWentOverItTwice() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).set().lookedAt(2);
        story.version(200).set().deleted();
        story.down(0);

        judged().fails(
                        "claim www-web-0 of pod 0 stayed when the set was deleted at resourceVersion 200, since the set had"
                                + " not been made its owner, although the controller had gone over the set twice until it wrote the"
                                + " status at resourceVersion 113")
                .shows(105L, 113L, 200L);
    }

    @Test
    void isAKnownDeviationWhenTheControllerMayNotHaveComeToTheClaimYet() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).version(200).set().deleted();
        story.down(0);

        judged().deviates("as Kubernetes does when it has not heard of a claim yet");
    }

    @Test
    void isInconclusiveWhenThePolicyWasAnotherWhenTheClaimWasMade() {
        story.wholeSet(1).set().deletesClaimsWhenDeleted().changed().settled();
        story.version(200).set().deleted();
        story.down(0);

        judged().isInconclusive("the policy was another when it was made");
    }

    @Test
    void saysNothingWhereTheControllerMayActOnAnotherPolicy() {
        story.wholeSet(1).set().deletesClaimsWhenDeleted().changed();
        story.set().deleted();
        story.down(0);

        judged().isInconclusive("was not deleted while whenDeleted was Delete");
    }

    @Test
    void saysNothingOfASetThatIsDeletedWithoutItsPods() {
        stamped().orphaned(0, 1);

        judged().isInconclusive("was not deleted while whenDeleted was Delete");
    }

    @Test
    void saysNothingOfAClaimThatSomebodyElseManages() {
        story.tell(Action.of("create claim", Action.CREATE, Kinds.CLAIM, "www-web-0", ""));
        story.set().deletesClaimsWhenDeleted().replicas(1).added();
        story.claim(0).controlledBy("Service", "svc", "uid-svc").added().bound("pv-0");
        story.up(0).set().settled().lookedAt(2).deleted();
        story.down(0);

        judged().isInconclusive("was not deleted while whenDeleted was Delete");
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        stamped().set().deleted();
        story.deletesClaim(0).claim(0).deleted();
        story.down(0, 1).claim(1).deleted();

        judged().passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheClaimThatWentTooEarly() {
        Story watched = Story.ofBystander();
        watched.set().deletesClaimsWhenDeleted();
        watched.wholeSet(1).claim(0).goesWithSet();
        watched.set().deleted();
        watched.claim(0).deleted();
        watched.down(0);

        judged(watched).isInconclusive("who let it go is not known");
    }

    @Test
    void isInconclusiveWhenAClaimIsNotGoneYet() {
        stamped().set().deleted();
        story.down(0, 1).claim(0).deleted();

        judged().isInconclusive("claim www-web-1 of pod 1 was not gone when the recording ended");
    }

    @Test
    void passesWhenTheScenarioDeletesTheOnlyClaim() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).claim(0).goesWithSet();
        story.set().deleted();
        story.deletesClaim(0).claim(0).deleted();

        judged(story.down(0)).passes();
    }

    @Test
    void asksForThePolicyOfTheLastTimeThatTheControllerWentOverTheSet() {
        story.wholeSet(1).set().lookedAt(2);
        story.version(200).set().deletesClaimsWhenDeleted().changed().settled().lookedAt(2);
        story.version(300).set().deleted();

        judged(story.down(0))
                .fails(
                        "claim www-web-0 of pod 0 stayed when the set was deleted at resourceVersion 300, since the set had"
                                + " not been made its owner, although the controller had gone over the set twice until it wrote the"
                                + " status at resourceVersion 205");
    }

    @Test
    void isInconclusiveWhenTheControllerWentOverTheSetOnlyBeforeThePolicyWasChanged() {
        story.wholeSet(1).set().lookedAt(2).deletesClaimsWhenDeleted().changed().settled();
        story.set().deleted();

        judged(story.down(0)).isInconclusive("the policy was another when it was made");
    }

    @Test
    void isInconclusiveWhenThePolicyWasAnotherForAWhile() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).set().keepsClaims().changed();
        story.set().deletesClaimsWhenDeleted().changed().settled().deleted();

        judged(story.down(0)).isInconclusive("the policy was another when it was made");
    }

    @Test
    void isAKnownDeviationWhereThePolicyWasAnotherOnlyBeforeTheClaimWasMade() {
        story.set().replicas(0).added().settled();
        story.set().deletesClaimsWhenDeleted().replicas(1).changed();
        story.claim(0).added();
        story.up(0).set().settled().deleted();

        judged(story.down(0)).deviates("as Kubernetes does when it has not heard of a claim yet");
    }

    @Test
    void isAKnownDeviationOfAClaimThatTheControllerDidNotComeTo() {
        story.set().deletesClaimsWhenDeleted().added();
        story.claim(0).added();
        story.claim(1).added();
        story.pod(0).added();
        story.up(1).claim(0).goesWithSet();
        story.set().status(2, 1).lookedAt(2).deleted();

        judged(story.down(0, 1).claim(0).deleted()).deviates("claim www-web-1 of pod 1 stayed");
    }

    /** That the controller had gone over the set before says nothing of this one. */
    @Test
    void isAKnownDeviationWhereTheControllerWentOverTheSetBeforeOnly() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).claim(0).goesWithSet();
        story.set().lookedAt(2).orphaning();
        story.claim(0).released();
        story.pod(0).withoutOwner().touched();
        story.set().deleted().again("uid-2").added();
        story.adopted(0).set().status(1, 1).deleted();
        story.down(0);

        judged().deviates("since the set had not been made its owner");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        stamped().set().deleted();
        story.down(0, 1).claim(0).deleted();
        story.claim(1).deleted();

        judged(story.gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereTheClaimsAreKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps its claims when it is deleted");
    }

    private Story stamped() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(2).claim(0).goesWithSet();
        story.claim(1).goesWithSet();
        return story.version(200);
    }
}
