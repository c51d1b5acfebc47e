package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import dev.holdfast.history.Written;
import org.junit.jupiter.api.Test;

class RetentionOrphanTest extends GuaranteeTest<RetentionOrphan> {
    private static final String CONTROLLER = "kube-controller-manager";

    @Test
    void passesWhenTheClaimStaysAndBelongsToNobody() {
        judged(orphaned()).passes("the claims of the pods 0 stayed, and did not belong to the set when it was gone");
    }

    @Test
    void passesWhenTheNextSetTakesTheClaim() {
        orphaned().set().again("uid-2").added();
        story.adopted(0).claim(0).goesWithSet();

        judged().passes();
    }

    @Test
    void passesWhenTheClaimGoesWithTheNextSet() {
        orphaned().set().again("uid-2").added();
        story.adopted(0).claim(0).goesWithSet();
        story.set().deleted();
        story.down(0).claim(0).deleted();

        judged().passes();
    }

    @Test
    void failsWhenTheClaimStillBelongsToTheSet() {
        owned().set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.version(300).set().deleted();

        judged().fails(
                        "claim www-web-0 of pod 0 still belonged to the set that was gone at resourceVersion 300, though the set"
                                + " had been deleted without its pods at resourceVersion 200")
                .shows(110L, 200L, 300L);
    }

    @Test
    void failsWhenTheClaimIsDeleted() {
        orphaned().version(300).claim(0).deleting();

        judged().fails(
                        "claim www-web-0 of pod 0 was deleted at resourceVersion 300 after the set had been deleted without its"
                                + " pods at resourceVersion 200")
                .shows(200L, 300L);
    }

    /** A life that was recorded: the controller's copy of the set was older than its deletion, and that of the claim was not. */
    @Test
    void isKnownToDeviateWhenTheControllerGivesTheClaimBack() {
        givenBackBy(CONTROLLER).version(310).claim(0).deleting();

        judged().deviates(
                        "claim www-web-0 of pod 0 was given back to the set by the controller at resourceVersion 300, though the"
                                + " set had been deleted without its pods at resourceVersion 200, and was deleted at"
                                + " resourceVersion 310")
                .shows(200L, 300L, 310L);
    }

    @Test
    void isKnownToDeviateBeforeTheClaimThatWasGivenBackIsDeleted() {
        judged(givenBackBy(CONTROLLER))
                .deviates(
                        "claim www-web-0 of pod 0 was given back to the set by the controller at resourceVersion 300, though the"
                                + " set had been deleted without its pods at resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenSomebodyElseGivesTheClaimBack() {
        givenBackBy("kubectl").version(310).claim(0).deleting();

        judged().fails(
                        "claim www-web-0 of pod 0 was deleted at resourceVersion 310 after the set had been deleted without its"
                                + " pods at resourceVersion 200")
                .shows(200L, 310L);
    }

    private Story givenBackBy(String writer) {
        story.set().with(set -> Written.by(set, CONTROLLER, "status"));
        orphaned().version(300);
        story.claim(0).with(claim -> Written.by(claim, writer, "")).goesWithSet();
        return story;
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(orphaned().deletesClaim(0).claim(0).deleting()).passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story watched = Story.ofBystander();
        watched.set().deletesClaimsWhenDeleted();
        watched.wholeSet(1).claim(0).goesWithSet();
        watched.set().orphaning();
        watched.claim(0).released();
        watched.set().deleted();

        judged(watched.claim(0).deleting()).isInconclusive("nobody is on record for the deletion");
    }

    @Test
    void saysNothingOfAClaimThatTheSetDidNotOwn() {
        story.set().deletesClaimsWhenDeleted();

        judged(story.wholeSet(1).orphaned(0)).isInconclusive("was not deleted without its pods while it owned");
    }

    @Test
    void saysNothingOfASetThatIsDeletedWithItsPods() {
        judged(owned().set().deleted()).isInconclusive("was not deleted without its pods");
    }

    @Test
    void isInconclusiveWhenSomebodyMayHaveTakenAwayTheFinalizer() {
        Story watched = Story.ofBystander();
        watched.set().deletesClaimsWhenDeleted();
        watched.wholeSet(1).claim(0).goesWithSet();
        watched.set().orphaning().deleted();

        judged(watched).isInconclusive("nobody is on record for having taken its finalizer away");
    }

    /** Whoever leaves the pods of a set may change his mind as long as it is there. */
    @Test
    void saysNothingOfASetWhosePodsWereToGoAfterAll() {
        owned().set()
                .orphaning()
                .with(set -> set.withObject("/metadata").putArray("finalizers").add("foregroundDeletion"))
                .written();
        story.down(0).set().deleted();
        story.claim(0).deleting();

        judged().isInconclusive("was not deleted without its pods");
    }

    /** The garbage collector takes from the set the claims that it has heard of. */
    @Test
    void isInconclusiveWhenTheClaimWasMadeJustBeforeTheSetWasDeleted() {
        story.stamping().set().deletesClaimsWhenDeleted();
        story.wholeSet(1).claim(0).goesWithSet();
        story.set().orphaning();
        story.pod(0).withoutOwner().touched();
        story.set().deleted();

        judged().isInconclusive("the garbage collector may not have heard of it");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(orphaned().gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereTheClaimsAreKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps its claims when it is deleted");
    }

    private Story owned() {
        story.set().deletesClaimsWhenDeleted();
        story.wholeSet(1).claim(0).goesWithSet();
        return story.version(200);
    }

    private Story orphaned() {
        owned().set().orphaning();
        story.claim(0).released();
        story.pod(0).withoutOwner().touched();
        story.set().deleted();
        return story;
    }
}
