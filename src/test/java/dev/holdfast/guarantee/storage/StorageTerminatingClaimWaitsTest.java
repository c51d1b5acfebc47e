package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageTerminatingClaimWaitsTest extends GuaranteeTest<StorageTerminatingClaimWaits> {
    @Test
    void passesWhenThePodComesBackToANewClaim() {
        lost().claim(0).deleted();
        story.claim(0).uid("another").added();

        judged(next()).passes("the pods 0 were created only when their former claims were gone");
    }

    @Test
    void failsWhenThePodComesBackToTheClaimThatIsGoing() {
        lost().version(300);

        judged(next())
                .fails("pod 0 (uid web-0#2) was created at resourceVersion 300 on claim www-web-0, which was being"
                        + " deleted since resourceVersion 200")
                .shows(200L, 300L);
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardOfTheDeletion() {
        story.wholeSet(1).deletesClaim(0).claim(0).deleting();
        story.set().lookedAt(1);
        story.deletes(0).pod(0).deleting().deleted();

        judged(next()).isInconclusive("the controller may not have heard of that yet");
    }

    @Test
    void saysNothingOfAPodThatSomebodyElseMade() {
        lost();
        story.nextPod(0).withoutOwner().added();

        judged().isInconclusive("no claim of web was being deleted while its pod was missing");
    }

    @Test
    void saysNothingOfAClaimThatIsDeletedUnderItsPod() {
        story.wholeSet(1).deletesClaim(0).claim(0).deleting();

        judged().isInconclusive("no claim of web was being deleted while its pod was missing");
    }

    @Test
    void saysNothingOfAClaimThatWasDeletedOnlyWhenThePodWasGone() {
        story.wholeSet(1).deletes(0).pod(0).deleting().deleted();
        story.deletesClaim(0).claim(0).deleted();
        story.claim(0).uid("another").added();

        judged(next()).isInconclusive("no claim of web was being deleted while its pod was missing");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        lost().claim(0).deleted();
        story.claim(0).uid("another").added();

        judged(next().gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableToASetWithoutClaims() {
        judged(story.set().withoutClaims().added()).isNotApplicable("promises no storage");
    }

    /** The claim is going and held, which the controller knows, and the pod is gone. */
    private Story lost() {
        story.wholeSet(1).deletesClaim(0).version(200).claim(0).deleting();
        story.set().lookedAt(2);
        story.deletes(0).pod(0).deleting().deleted();
        return story;
    }

    private Story next() {
        story.nextPod(0).added();
        return story;
    }
}
