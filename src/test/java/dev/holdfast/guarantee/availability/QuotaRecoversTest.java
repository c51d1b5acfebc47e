package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GuaranteeTest;
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
    void understandsTheWordsOfAnotherVersion() {
        story.controllerSaysItCannotCreate("Create Pod web-2 in StatefulSet web failed error: exceeded quota");
        story.set().replicas(3).changed();
        story.up(1, 2);

        judged().passes("pods were created after they had been refused: pod 1, pod 2");
    }

    @Test
    void isInconclusiveWhenTheControllerLookedOnlyOnce() {
        story.triesOut(1, 201).set().lookedAt(1);

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
}
