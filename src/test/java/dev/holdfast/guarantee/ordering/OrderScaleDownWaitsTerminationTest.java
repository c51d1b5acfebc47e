package dev.holdfast.guarantee.ordering;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class OrderScaleDownWaitsTerminationTest extends ScaleDownTest<OrderScaleDownWaitsTermination> {
    @Test
    void passesWhenEachIsGoneBeforeTheNextGoes() {
        judged(story.scaled(3, 1).down(2, 1)).passes();
    }

    @Test
    void failsWhenASuccessorIsStillTerminating() {
        story.scaled(3, 1).pod(2).deleting();
        story.version(300).pod(1).deleting();
        story.version(310).pod(2).deleted();
        story.pod(1).deleted();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 while pod 2 still existed: it was gone only at"
                                + " resourceVersion 310")
                .shows(300L, 310L);
    }

    @Test
    void failsWhenASuccessorNeverGoes() {
        story.scaled(3, 1).pod(2).deleting();
        story.version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 while pod 2 still existed: it was not gone when"
                                + " the recording ended");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.scaled(3, 1).gap(Kinds.POD).down(2, 1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenOnlyOnePodWent() {
        judged(story.scaled(3, 2).down(2)).isInconclusive("was not scaled down by more than one pod");
    }

    @Test
    void countsOnlyThePodsThatWereThereToBeRemoved() {
        story.set().replicas(3).added();
        story.up(0, 1, 2).deletes(2).down(2).set().replicas(1).changed();
        story.down(1);

        judged().isInconclusive("was not scaled down by more than one pod");
    }

    @Test
    void saysNothingWhenTheSecondPodWasDeletedByTheScenario() {
        judged(story.scaled(3, 1).down(2).deletes(1).down(1))
                .isInconclusive("was not scaled down by more than one pod");
    }

    /** By the spec before it goes on with the update. */
    @Test
    void leavesOutAnUpdateThatTheControllerGoesOnWithBeforeItHasSeenTheScaling() {
        judged(updatedAlthoughScaledDown()).passesOrHadNothingToJudge();
    }

    /** Somebody gave the highest one another label, so that it is none of the set's any more. */
    @Test
    void passesBesideAPodThatTheSetHasLetGo() {
        story.set().replicas(4).up().letGo(3).set().status(3, 3);
        story.set().replicas(1).changed().status(3, 3);
        story.down(2, 1).pod(3).deleting().deleted();

        judged().passes();
    }
}
