package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleDownTerminalTest extends GuaranteeTest<OrderScaleDownTerminal> {
    @Test
    void passesWhenAPodThatFailedIsRemoved() {
        scaledDown().pod(2).failed();

        judged(story.down(2, 1)).passes("the pods 2 were removed, which had come to their end before");
    }

    @Test
    void failsWhenAPodThatFailedStays() {
        scaledDown().version(200).pod(2).failed();
        story.set().status(3, 2).lookedAt(1);

        judged(story.version(300).set().lookedAt(1))
                .fails(
                        "pod 2 (uid web-2#1) had come to its end at resourceVersion 200 and was to be removed, and was not deleted"
                                + " although all pods that the set wants were Ready and the controller had gone over the set twice"
                                + " until it wrote the status at resourceVersion 301")
                .shows(200L, 301L);
    }

    @Test
    void deviatesWhenAPodBeforeItHasFailedToo() {
        scaledDown().pod(1).failed();
        story.version(200).pod(2).failed();

        judged(story.set().status(3, 1).lookedAt(2))
                .deviates(
                        "as Kubernetes does where another pod that is to be removed is not Ready: pod 1 was not Ready: it had"
                                + " ceased to be so at resourceVersion");
    }

    @Test
    void deviatesEvenWhenSomebodyHelpsItOn() {
        scaledDown().pod(1).failed();
        story.pod(2).failed();
        story.set().status(3, 1).lookedAt(2);
        story.deletes(1).down(1);

        judged(story.down(2)).deviates("as Kubernetes does");
    }

    @Test
    void failsWhenItStaysAlthoughTheOtherOneIsGone() {
        scaledDown().pod(1).failed();
        story.pod(2).failed();
        story.set().status(3, 1).lookedAt(2);
        story.deletes(1).down(1).set().status(2, 1);

        judged(story.set().lookedAt(2)).failsBecauseOf("pod 2 (uid web-2#1) had come to its end");
    }

    @Test
    void isInconclusiveWhenAPodThatIsWantedIsNotReady() {
        scaledDown().pod(2).failed();
        story.pod(0).unready();

        judged(story.set().status(3, 1).lookedAt(2)).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotKnow() {
        scaledDown().pod(2).failed();

        judged(story.set().status(3, 2).lookedAt(1)).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void isInconclusiveWhenTheControllerWasRefused() {
        scaledDown().pod(2).failed();
        story.set().status(3, 2).lookedAt(2);

        judged(story.controllerCannotDelete(2)).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void saysNothingOfAPodThatSomebodyElseDeletes() {
        scaledDown().pod(2).failed();

        judged(story.deletes(2).down(2)).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void saysNothingOfAPodThatIsWanted() {
        story.set().replicas(3).up().set().settled();
        story.pod(2).failed();

        judged(story.down(2))
                .isInconclusiveOnlyBecause("no pod of web that was to be removed had Failed or Succeeded by itself");
    }

    @Test
    void saysNothingOfAPodThatEndsWhileItIsRemoved() {
        judged(scaledDown().pod(2).deleting().failed().deleted())
                .isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void saysNothingOfAPodThatEndsAsItIsRemoved() {
        scaledDown().pod(2).with(pod -> pod.withObject("/status").put("phase", "Failed"));

        judged(story.pod(2).deleting()).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void saysNothingOfAPodThatEndsOnlyAfterTheControllerHasLooked() {
        scaledDown().set().lookedAt(2);

        judged(story.pod(2).failed()).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void saysNothingOfAPodThatTheSetOwnsNoMore() {
        scaledDown().pod(2).failed().withoutOwner().touched();

        judged(story.set().status(3, 2).lookedAt(2)).isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void failsWhenAPodBelowTheFirstOrdinalStays() {
        story.set().replicas(3).up().set().settled();
        story.set().start(1).replicas(2).changed().status(3, 3);
        story.pod(0).failed();

        judged(story.set().status(3, 2).lookedAt(2)).failsBecauseOf("pod 0 (uid web-0#1) had come to its end");
    }

    @Test
    void isInconclusiveWhenAPodIsNotAvailableYet() {
        story.set().minReadySeconds(5);
        scaledDown().pod(2).failed();

        judged(story.set().status(3, 2, 1).lookedAt(2))
                .isInconclusive("no pod of web that was to be removed had Failed");
    }

    @Test
    void failsWhenAllOthersAreAvailable() {
        story.set().minReadySeconds(5);
        scaledDown().pod(2).failed();

        judged(story.set().status(3, 2, 2).lookedAt(2)).failsBecauseOf("pod 2 (uid web-2#1) had come to its end");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        scaledDown().pod(2).failed();

        judged(story.down(2).gap(Kinds.POD)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableToAParallelSet() {
        judged(story.set().parallel().added()).isNotApplicable("promises no order");
    }

    private Story scaledDown() {
        story.scaled(3, 1).set().status(3, 3);
        return story;
    }
}
