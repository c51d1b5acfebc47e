package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCreateTest extends GuaranteeTest<OrderCreate> {
    @Test
    void asksEachLifeOfTheSetForItself() {
        story.set().replicas(2).up().set().deleting().deleted();
        story.down(1, 0).set().again("uid-set-2").added();
        story.version(300).pod(1).ofSet("uid-set-2").added();
        story.version(310).pod(0).ofSet("uid-set-2").added();

        judged().fails(
                        "pod 1 was created at resourceVersion 300 before pod 0, which was created only at resourceVersion 310");
    }

    @Test
    void isInconclusiveWhenTheControllerMayHaveActedOnASpecFromBeforeTheRecording() {
        story.set().replicas(1).listed();
        story.pod(0).listedUp();
        story.version(300).pod(1).added();

        judged().isInconclusive("may have acted on the one before");
    }

    @Test
    void passesWhenOrdinalsAreCreatedInOrder() {
        judged(story.set().replicas(3).up()).passes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 2 1", "1 0 2", "1 2 0", "2 0 1", "2 1 0"})
    void failsInEveryOtherOrder(String order) {
        story.set().replicas(3).added();
        for (String ordinal : order.split(" ")) {
            story.up(Integer.parseInt(ordinal));
        }
        int first = order.startsWith("0") ? 2 : Integer.parseInt(order.substring(0, 1));
        int before = order.startsWith("0") ? 1 : 0;
        int position = order.indexOf(String.valueOf(first)) / 2;
        int later = order.indexOf(String.valueOf(before)) / 2;
        String more = order.equals("2 1 0") ? " (and 1 more)" : order.equals("1 2 0") ? " (and 1 more)" : "";

        judged().fails("pod " + first + " was created at resourceVersion " + (102 + 3 * position) + " before pod "
                + before + ", which was created only at resourceVersion " + (102 + 3 * later) + more);
    }

    @Test
    void failsWhenAnOrdinalIsLeftOut() {
        story.set().replicas(3).added().withPods(0).version(4711).up(2);

        judged().fails("pod 2 was created at resourceVersion 4711 before pod 1, which was never created")
                .shows(101L, 4711L);
    }

    @Test
    void saysThatThePodThatIsLeftOutHadBeenThere() {
        story.set().replicas(3).added().withPods(0, 1).set().status(2, 2);
        story.version(200).deletes(1).down(1).set().status(1, 1);
        story.version(4711).up(2);

        judged().fails(
                        "pod 2 was created at resourceVersion 4711 before pod 1, which was gone since resourceVersion 201"
                                + " and was not created again");
    }

    @Test
    void failsWhenAnOrdinalIsCreatedThatWasNeverAskedFor() {
        story.set().up().version(4711).up(2);

        judged().fails("pod 2 was created at resourceVersion 4711, which StatefulSet web did not ask for")
                .shows(101L, 4711L);
    }

    @Test
    void passesWhenAPodComesBackLater() {
        judged(story.set().replicas(3).added().withPods(0, 1).remade(0).up(2)).passes();
    }

    @Test
    void passesWhenTheSetGrows() {
        story.set().up();
        story.set().replicas(4).changed().withPods(2, 3);

        judged().passes();
    }

    @Test
    void countsPodsThatWereThereBefore() {
        story.set().replicas(3).listed();
        story.pod(0).listedUp();
        story.up(1, 2);

        judged().passes();
    }

    @Test
    void beginsAtTheStartOrdinal() {
        judged(story.set().start(3).up()).passes();
    }

    @Test
    void isInconclusiveWhenTheMissingPodMayBeInAGap() {
        judged(story.set().replicas(3).added().withPods(0).gap(Kinds.POD).up(2)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenOnlyOnePodWasCreated() {
        judged(story.set().added().withPods(0)).isInconclusive("fewer than two pods");
    }

    @Test
    void passesWhenTheControllerHasNotHeardYetThatALowerPodIsGone() {
        judged(story.set().added().withPods(0).deletes(0).down(0).up(1)).passes();
    }

    @Test
    void isNotApplicableToAParallelSet() {
        judged(story.set().parallel().added().withPods(1, 0)).isNotApplicable("Parallel");
    }

    @Test
    void leavesOutWhatTheControllerStillMakesForTheSetBefore() {
        story.set().replicas(3).added().withPods(0, 1);
        story.set().deleted();
        story.set().again("uid-2").replicas(1).added();
        story.pod(2).added();

        judged().passes();
    }
}
