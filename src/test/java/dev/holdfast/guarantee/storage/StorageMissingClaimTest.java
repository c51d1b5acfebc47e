package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class StorageMissingClaimTest extends GuaranteeTest<StorageMissingClaim> {
    @Test
    void passesWhenTheClaimIsMadeAgain() {
        lost().set().lookedAt(1);
        story.claim(0).uid("another").added();

        judged(story.set().lookedAt(2)).passes("what was missing was made again: www-web-0");
    }

    @Test
    void failsWhenTheClaimStaysMissing() {
        lost().set().lookedAt(2);

        judged().fails(
                        "there was no claim www-web-0 for pod 0 (uid web-0#1), which was Pending, although it was gone since"
                                + " resourceVersion 200 and the controller had gone over the set twice until it wrote the status at"
                                + " resourceVersion 205")
                .shows(200L, 205L);
    }

    @Test
    void failsWhenThereWasNeverAClaim() {
        story.set().replicas(1).added();
        story.version(200).pod(0).added();
        story.set().status(1, 0).lookedAt(2);

        judged().fails(
                        "there was no claim www-web-0 for pod 0 (uid web-0#1), which was Pending, although it was gone since"
                                + " resourceVersion 200 and the controller had gone over the set twice until it wrote the status at"
                                + " resourceVersion 205");
    }

    @Test
    void tellsSinceWhenTheLastClaimIsGone() {
        lost().claim(0).uid("second").added();
        story.version(300).claim(0).deleted();
        story.set().lookedAt(2);
        story.claim(0).uid("third").added().deleted();

        judged().failsBecauseOf("although it was gone since resourceVersion 300");
    }

    @Test
    void saysNothingOfAPodThatTheSetOwnsNoMore() {
        lost().pod(0).withoutOwner().touched();
        story.set().lookedAt(2);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    @Test
    void saysNothingOfAClaimThatIsMadeForAPodThatRuns() {
        story.wholeSet(1).deletesClaim(0).claim(0).deleted();

        judged(story.claim(0).uid("another").added())
                .isInconclusive("no pod of web lost its claim while it was Pending");
    }

    @Test
    void saysNothingAfterOneLook() {
        lost().set().lookedAt(1);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    @Test
    void saysNothingOfAPodThatRuns() {
        story.wholeSet(1).deletesClaim(0).claim(0).deleted();
        story.set().settled().lookedAt(2);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    @Test
    void saysNothingOfAPodThatIsToEnd() {
        lost().pod(0).deleting(30);
        story.set().status(1, 0).lookedAt(2);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    @Test
    void saysNothingOfAPodThatTheControllerDoesNotComeTo() {
        story.set().added();
        story.claim(0).added();
        story.pod(0).added().running();
        story.claim(1).added();
        story.pod(1).added();
        story.claim(1).deleted();
        story.set().status(2, 0).lookedAt(2);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    @Test
    void comesToEveryPodOfAParallelSet() {
        story.set().parallel().added();
        story.claim(0).added();
        story.pod(0).added().running();
        story.claim(1).added();
        story.pod(1).added();
        story.version(200).claim(1).deleted();
        story.set().status(2, 0).lookedAt(2);

        judged().fails(
                        "there was no claim www-web-1 for pod 1 (uid web-1#1), which was Pending, although it was gone since"
                                + " resourceVersion 200 and the controller had gone over the set twice until it wrote the status at"
                                + " resourceVersion 205");
    }

    @Test
    void isInconclusiveWhenTheControllerWasRefusedToMakeTheClaim() {
        lost().controllerSaysItCannotCreate(
                        "create Claim www-web-0 for Pod web-0 in StatefulSet web failed error: exceeded quota");
        story.set().lookedAt(2);

        judged().isInconclusive("the controller said that it was refused");
    }

    /** The pod was left by a set that had another claim template. */
    @Test
    void saysNothingOfAClaimThatTheSetGivesToNoPod() {
        story.set().replicas(1).added();
        story.claim(0).added();
        story.pod(0).added();
        story.orphaned(0).deletesClaim(0).claim(0).deleted();
        story.set().again("uid-2").templates("data").added();
        story.claim("data-web-0").added();
        story.adopted(0).set().status(1, 0).lookedAt(2);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    /** The controller makes the claim that it would have given to the pod. */
    @Test
    void saysNothingOfAClaimThatSomebodyElseGaveToThePod() {
        story.pod(0).mounts("www", "precious").withoutOwner().added();
        story.set().replicas(1).added();
        story.claim(0).added();
        story.adopted(0).set().status(1, 0).lookedAt(2);

        judged().isInconclusive("no pod of web lost its claim while it was Pending");
    }

    /** What fails of one pod keeps it from the next. */
    @Test
    void isInconclusiveWhenTheControllerWasRefusedToChangeAnotherPod() {
        lost().controllerCannotUpdate(1).set().lookedAt(2);

        judged().isInconclusive("the controller said that it was refused something");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(lost().gap(Kinds.CLAIM).set().lookedAt(2)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableToASetWithoutClaims() {
        judged(story.set().withoutClaims().added()).isNotApplicable("promises no storage");
    }

    private Story lost() {
        story.set().replicas(1).added();
        story.claim(0).added();
        story.pod(0).added();
        story.deletesClaim(0).version(200).claim(0).deleted();
        story.set().status(1, 0);
        return story;
    }
}
