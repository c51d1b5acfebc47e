package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class RetentionStaleResumesTest extends GuaranteeTest<RetentionStaleResumes> {
    @Test
    void passesWhenThePodIsCreatedByItself() {
        judged(back(waited())).passes("the pods 1 were created once their former claims were gone");
    }

    @Test
    void passesWhenOnlyTheControllerWroteBetween() {
        waited().set().status(1, 0);

        judged(back(story)).passes();
    }

    @Test
    void isAKnownDeviationWhenItIsCreatedOnlyAfterSomethingElseHadChanged() {
        waited().control("another-0").set().lookedAt(1);

        judged(back(story)).deviates("only after something else had changed");
    }

    @Test
    void isAKnownDeviationAlsoWhenItIsCreatedBeforeTheControllerSaysThatItHasLooked() {
        waited().control("another-0").set().changed();

        judged(back(story)).deviates("only after something else had changed");
    }

    @Test
    void concludesNothingWhenSomethingElseChangedAtOnce() {
        waited().set().lookedAt(1);

        judged(back(story)).isInconclusive("no pod of web had to wait");
    }

    @Test
    void concludesNothingWhenAnotherPodChangedAtOnce() {
        waited().pod(0).unready();

        judged(back(story)).isInconclusive("no pod of web had to wait");
    }

    @Test
    void failsWhenItIsNotCreatedAlthoughTheControllerWentOverTheSetTwice() {
        waited().set().lookedAt(2);

        judged().fails(
                        "pod 1 had not been created when the controller had gone over the set twice until it wrote the status at"
                                + " resourceVersion 304, although its former claim was gone at resourceVersion 300")
                .shows(300L, 304L);
    }

    @Test
    void saysNothingWhileAPodBeforeItIsNotReady() {
        waited().pod(0).unready();
        story.set().status(1, 0).lookedAt(2);

        judged().isInconclusive("pod 1 was not created until the recording ended");
    }

    @Test
    void asksForNothingThatTheSetDoesNotWantAnyMore() {
        waited().set().replicas(1).changed().status(1, 1).lookedAt(2);

        judged().isInconclusive("no pod of web had to wait");
    }

    @Test
    void asksForNothingOfASetThatIsToEnd() {
        waited().set().deleting();

        judged().isInconclusive("no pod of web had to wait");
    }

    @Test
    void asksForNothingWhenTheClaimWasGoneBeforeThePodWasWantedAgain() {
        scaledAway().claim(1).deleted();
        story.set().replicas(2).changed();

        judged(back(story)).isInconclusive("no pod of web had to wait");
    }

    @Test
    void asksForNothingOfASetThatIsToEndWhenTheClaimGoes() {
        scaledAway().set().replicas(2).changed().status(1, 1).deleting();

        judged(story.claim(1).deleted()).isInconclusive("no pod of web had to wait");
    }

    @Test
    void asksForNothingWhenThePodIsWantedOnlyAfterTheClaimIsGone() {
        scaledAway().claim(1).deleted();

        judged(story.set().replicas(2).changed()).isInconclusive("no pod of web had to wait");
    }

    @Test
    void asksForNothingWhereTheClaimDidNotGoWithThePod() {
        scaledAway().claim(1).goesWithSet();
        story.set().replicas(2).changed().status(1, 1);

        judged(story.deletesClaim(1).claim(1).deleted()).isInconclusive("no pod of web had to wait");
    }

    @Test
    void waitsForTheLastOfSeveralClaims() {
        story.set().templates("www", "data").deletesClaimsWhenScaled().added();
        story.claim(1).added();
        story.claim("data-web-1").added();
        story.up(0).pod(1).alsoMounts("data", "data-web-1");
        story.up(1).set().settled().replicas(1).changed().status(2, 2);
        story.claim(1).goesWithPod(1);
        story.claim("data-web-1").goesWithPod(1);
        story.down(1).set().replicas(2).changed().status(1, 1);
        story.claim(1).deleted();
        story.set().lookedAt(2);
        story.claim("data-web-1").deleted();

        judged(back(story)).passes("the pods 1 were created once their former claims were gone");
    }

    @Test
    void isAKnownDeviationOfThePodWhoseClaimWentFirst() {
        story.set().parallel();
        bothScaledAway().claim(2).deleted();
        story.control("another-0").pod(0).unready();
        story.claim(1).deleted();

        judged(bothBack())
                .deviates(
                        "pod 2 (uid web-2#2) was created at resourceVersion 309 only after something else had changed at"
                                + " resourceVersion 302");
    }

    @Test
    void doesNotBlameAPodThatWaitsForTheOneBeforeIt() {
        bothScaledAway().claim(2).deleted();
        story.claim(1).deleted();

        judged(bothBack()).passes("the pods 1 were created once their former claims were gone");
    }

    @Test
    void isInconclusiveWhenItIsNotCreatedYet() {
        judged(waited()).isInconclusive("pod 1 was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerWasRefusedToMakeThePod() {
        waited().controllerCannotCreate(1).set().lookedAt(2);

        judged().isInconclusive("the controller said that it was refused");
    }

    @Test
    void isInconclusiveWhenSomebodyElseHasTakenTheName() {
        waited().nextPod(1).withoutOwner().label("app", "other").added();
        story.set().lookedAt(2);

        judged().isInconclusive("the name was taken");
    }

    /** What fails of one pod keeps it from the next. */
    @Test
    void isInconclusiveWhenTheControllerWasRefusedToChangeAnotherPod() {
        waited().controllerCannotUpdate(0).set().lookedAt(2);

        judged().isInconclusive("the controller said that it was refused something");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(back(waited()).gap(Kinds.CLAIM)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWhereTheClaimsAreKept() {
        judged(story.wholeSet(1)).isNotApplicable("keeps the claims of pods that are scaled away");
    }

    /** Two of three pods are wanted again, and their former claims are still there. */
    private Story bothScaledAway() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(3).version(200).set().replicas(1).changed().status(3, 3);
        story.claim(1).goesWithPod(1);
        story.claim(2).goesWithPod(2);
        story.down(2, 1).set().replicas(3).changed().status(1, 1);
        return story.version(300);
    }

    private Story bothBack() {
        story.claim(1).uid("another-1").withoutOwner().added();
        story.claim(2).uid("another-2").withoutOwner().added();
        return story.up(1, 2);
    }

    private Story scaledAway() {
        story.set().deletesClaimsWhenScaled();
        story.wholeSet(2).version(200).set().replicas(1).changed().status(2, 2);
        story.claim(1).goesWithPod(1);
        return story.down(1);
    }

    /** The pod is wanted again, and its former claim is gone only then. */
    private Story waited() {
        scaledAway().set().replicas(2).changed().status(1, 1);
        story.version(300).claim(1).deleted();
        return story;
    }

    private static Story back(Story told) {
        told.claim(1).uid("another").withoutOwner().added();
        return told.up(1);
    }
}
