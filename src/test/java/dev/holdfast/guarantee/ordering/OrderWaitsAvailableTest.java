package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.MinReadyTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderWaitsAvailableTest extends MinReadyTest<OrderWaitsAvailable> {
    @Test
    void passesWhenEachPodIsCreatedAfterItsPredecessorsWereAvailable() {
        story.set().replicas(3).minReadySeconds(4).added();

        timed(available(4, 0, 1, 2)).passes("at 2 creations all predecessors were available");
    }

    @Test
    void failsWhenThePredecessorWasReadyForTooShort() {
        story.set().minReadySeconds(4).added();
        story.pod(0).added().running();
        story.version(200).pod(0).ready();
        story.passes(1).version(300).pod(1).added();

        timed().fails(
                        "pod 1 was created at resourceVersion 300 while pod 0, Ready since resourceVersion 200, had been so"
                                + " for 1 of the 4 seconds of minReadySeconds")
                .shows(200L, 300L);
    }

    @Test
    void failsWhenAnEarlierPredecessorWasReadyForTooShort() {
        story.set().replicas(3).minReadySeconds(4).added();
        available(4, 0, 1).set().status(2, 2);
        story.pod(0).unready();
        story.set().status(2, 1);
        story.version(200).pod(0).ready();
        story.set().status(2, 2);
        story.version(300).pod(2).added();

        timed().failsBecauseOf(
                        "pod 2 was created at resourceVersion 300 while pod 0, Ready since resourceVersion 200, had"
                                + " been so for 0 of the 4 seconds");
    }

    @Test
    void passesWhenTheControllerMayNotKnowThatThePredecessorWasNotReadyForAMoment() {
        story.set().replicas(3).minReadySeconds(4).added();
        available(4, 0, 1);
        story.pod(0).unready().ready();
        story.pod(2).added();

        timed().passes();
    }

    @Test
    void failsThoughThePredecessorTurnsReadyOnceMoreAfterThat() {
        story.set().minReadySeconds(4).added();
        story.pod(0).added().running();
        story.version(200).pod(0).ready();
        story.version(300).pod(1).added();
        story.pod(0).unready().ready();

        timed().failsBecauseOf(
                        "created at resourceVersion 300 while pod 0, Ready since resourceVersion 200, had been so");
    }

    /** That is judged by {@code order.waits-ready}. */
    @Test
    void saysNothingOfAPredecessorThatIsNotReadyAnyMore() {
        story.set().minReadySeconds(4).added();
        story.up(0).pod(0).unready();

        timed(story.pod(1).added()).isInconclusive("no pod of web was created that has a predecessor, or nobody says");
    }

    @Test
    void allowsForASecond() {
        story.set().minReadySeconds(4).added();

        timed(available(3, 0).up(1)).passes();
    }

    @Test
    void isInconclusiveWhenTheRecorderSawMoreTimePass() {
        story.set().minReadySeconds(4).added();
        story.up(0).seenLater(5).up(1);

        timed().isInconclusive("had been so for 0 of the 4 seconds of minReadySeconds by the times in the objects; but"
                + " another time passed between the two for the recorder");
    }

    @Test
    void isInconclusiveWhenTheRecorderSawTimePassThatTheClusterDoesNotTell() {
        story.set().minReadySeconds(10).added();
        story.up(0).seenLater(4).up(1);

        timed().isInconclusive("clocks differ or a watch was late");
    }

    @Test
    void isInconclusiveWhenThePredecessorWasFoundReady() {
        story.set().minReadySeconds(4).listed();
        story.pod(0).listedUp();
        story.set().settled();
        story.pod(1).added();

        timed().isInconclusive("had been so for 0 of the 4 seconds");
    }

    @Test
    void goesByTheLeastThatTheControllerMayKnowOf() {
        story.set().replicas(1).minReadySeconds(1).up();
        story.set().settled();
        story.passes(2).set().replicas(2).changed().minReadySeconds(10).changed();
        story.pod(1).added();

        timed().passes();
    }

    @Test
    void judgesNothingWhenNobodySaysSinceWhenPodsAreReady() {
        judged(new Story().set().minReadySeconds(4).added().withPods(0, 1)).isInconclusive("nobody says since when");
    }

    @Test
    void goesByTheSpecsThatWantThePod() {
        story.set().replicas(1).up();
        story.set().settled();
        story.set().replicas(2).minReadySeconds(4).changed();

        timed(story.pod(1).added()).failsBecauseOf("had been so for 0 of the 4 seconds of minReadySeconds");
    }

    @Test
    void failsWhenOnlyTheLastPredecessorWasReadyForTooShort() {
        story.set().replicas(3).minReadySeconds(4).added();
        available(4, 0);
        story.up(1);

        timed(story.pod(2).added()).failsBecauseOf("while pod 1, Ready since");
    }

    @Test
    void doesNotAskForPodsBelowTheFirstOrdinal() {
        story.set().minReadySeconds(4).added();
        available(4, 0, 1).set().status(2, 2);
        story.pod(0).unready();
        story.set().status(2, 1);
        story.pod(0).ready();
        story.set().status(2, 2).start(1).changed().status(2, 2);

        timed(story.pod(2).added()).passes("at 2 creations all predecessors were available");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        story.set().minReadySeconds(4).added();

        timed(available(4, 0).gap(Kinds.POD).up(1)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableWithoutMinReadySeconds() {
        timed(story.set().up()).isNotApplicable("never had minReadySeconds above 0");
    }

    @Test
    void isNotApplicableWhenTheSetIsParallel() {
        timed(story.set().parallel().minReadySeconds(4).up()).isNotApplicable("with podManagementPolicy OrderedReady");
    }
}
