package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.SetTeller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaRecoversTest extends GuaranteeTest<QuotaRecovers> {
    @BeforeEach
    void podOneIsRefused() {
        story.set().withoutClaims().added().withPods(0);
        story.set().status(1, 1);
        story.version(200).controllerCannotCreate(1);
    }

    @Test
    void passesWhenItIsCreatedLater() {
        story.triesOut(1, 403).triesOut(1, 201);
        story.up(1);

        judged().passes("pods were created after they had been refused: pod 1");
    }

    @Test
    void failsWhenItIsNotCreatedAlthoughThereIsRoom() {
        story.triesOut(1, 201);
        story.version(300).set().lookedAt(2);

        judged().fails("pod 1 was refused at resourceVersion 200; such a pod would have been let in after that, and the"
                        + " controller went over the set twice since, the second time at resourceVersion 303, but it was not"
                        + " created")
                .shows(200L, 303L);
    }

    @Test
    void failsWhateverElseIsSaidMeanwhile() {
        story.triesOut(1, 201).event("something-else").set().lookedAt(2);

        judged().failsBecauseOf("pod 1 was refused at resourceVersion 200; such a pod would have been let in");
    }

    @Test
    void failsWhenWhoHadTheNameIsGone() {
        story.stateless("web-1").added().deleted();
        story.triesOut(1, 201).set().lookedAt(2);

        judged().failsBecauseOf("pod 1 was refused at resourceVersion 200; such a pod would have been let in");
    }

    @Test
    void failsWhenTheControllerGoesOverTheNextSetOfThatNameTwice() {
        nextSet().status(0, 0).lookedAt(1);

        judged().failsBecauseOf("pod 1 was refused at resourceVersion 200; such a pod would have been let in");
    }

    @Test
    void understandsTheWordsOfAnotherVersion() {
        story.controllerSaysItCannotCreate("Create Pod web-2 in StatefulSet web failed error: exceeded quota");
        story.set().replicas(3).changed();
        story.up(1, 2);

        judged().passes("pods were created after they had been refused: pod 1, pod 2");
    }

    @Test
    void isInconclusiveWhenThereWasSuchAPodOnlyBefore() {
        story.up(1).down(0).version(300).controllerCannotCreate(0);

        judged().isInconclusive(
                        "pod 0 was refused at resourceVersion 300, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerLookedOnlyOnce() {
        story.triesOut(1, 201).set().lookedAt(1);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerLookedOnceAtTwoChanges() {
        story.triesOut(1, 201).set().changed().changed().status(1, 1);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerLookedOnceAtTheNextSetOfThatName() {
        nextSet().changed().status(0, 0);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerLookedBeforeThereWasRoom() {
        story.set().lookedAt(2).story().triesOut(1, 201);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenNothingShowsThatThereIsRoom() {
        story.triesOut(1, 201).triesOut(1, 403).set().lookedAt(2);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenThereIsRoomForAnotherPod() {
        story.triesOut(2, 201).set().lookedAt(2);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenSomebodyElseHasTheName() {
        story.stateless("web-1").added();
        story.triesOut(1, 201).set().lookedAt(2);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenItWasRefusedAgain() {
        story.triesOut(1, 201).controllerCannotCreate(1).set().lookedAt(2);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void isInconclusiveWhenAPodBeforeItIsNotReady() {
        story.triesOut(1, 201).pod(0).unready();
        story.set().lookedAt(2);

        judged().isInconclusive("it has to wait, since pod 0 was not Ready");
    }

    @Test
    void isInconclusiveWhenAClaimMayStandInTheWay() {
        story.set().templates("www").changed();
        story.triesOut(1, 201).set().lookedAt(2);

        judged().isInconclusive(
                        "pod 1 was refused at resourceVersion 200, and was not created until the recording ended");
    }

    @Test
    void asksForNothingWhenTheSetDoesNotWantItAnyMore() {
        story.set().replicas(1).changed().lookedAt(2);

        judged().isInconclusive("no pod of web was refused and still wanted after that");
    }

    /** There is room; the controller goes over the set, which is deleted and made again. */
    private SetTeller nextSet() {
        story.triesOut(1, 201).set().lookedAt(2).deleted();
        return story.set().again("uid-2").parallel().added();
    }
}
