package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.MinReadyTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleDownWaitsAvailableTest extends MinReadyTest<OrderScaleDownWaitsAvailable> {
    /** Three pods that have just become Ready; at resourceVersion 200 one is to stay, when it has been Ready for ten seconds. */
    private Story lowered() {
        story.set().replicas(3).up();
        story.set().settled();
        story.version(200).set().replicas(1).minReadySeconds(10).changed().status(3, 3, 0);
        return story;
    }

    @Test
    void passesWhenThePodThatStaysWasAvailable() {
        timed(lowered().passes(10).down(2, 1)).passes("at 2 removals all pods that stayed were available");
    }

    @Test
    void failsWhenThePodThatStaysWasReadyForTooShort() {
        lowered().version(300).pod(2).deleting();

        timed().fails("pod 2 (uid web-2#1) was deleted to scale down at resourceVersion 300 while pod 0, Ready since"
                        + " resourceVersion 104, had been so for 0 of the 10 seconds of minReadySeconds")
                .shows(104L, 300L);
    }

    @Test
    void doesNotAskOfPodsThatAreToGo() {
        story.set().replicas(2).minReadySeconds(4).added();
        available(4, 0);
        story.up(1);
        story.set().status(2, 2, 1);
        story.set().replicas(1).changed().status(2, 2, 1);
        story.down(1);

        timed().passes();
    }

    @Test
    void passesWhenTheControllerMayNotKnowYetHowLongItHasToWait() {
        story.set().replicas(3).up();
        story.set().settled();
        story.set().replicas(1).changed().minReadySeconds(10).changed();
        story.down(2);

        timed().passesOrHadNothingToJudge();
    }

    @Test
    void doesNotCountWhatOthersDelete() {
        lowered().deletes(2).pod(2).deleting();

        timed().passesOrHadNothingToJudge();
    }

    @Test
    void isInconclusiveWhenTheRecorderSawMoreTimePass() {
        lowered().seenLater(10).down(2);

        timed().isInconclusive("clocks differ or a watch was late");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        timed(lowered().passes(10).gap(Kinds.POD).down(2)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutMinReadySeconds() {
        timed(story.set().up()).isNotApplicable("never had minReadySeconds above 0");
    }
}
