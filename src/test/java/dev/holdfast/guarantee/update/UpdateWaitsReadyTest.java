package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class UpdateWaitsReadyTest extends RollingOrderTest<UpdateWaitsReady> {
    @Test
    void passesWhenEachIsReadyBeforeTheNextGoes() {
        judged(changed().replaced(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void failsWhenTheUpdatedPodIsNotReadyYet() {
        changed().down(2).pod(2).added().running();
        story.version(300).down(1).version(310).pod(2).ready();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2 was not Ready: its"
                                + " Ready condition turned True only at resourceVersion 310")
                .shows(300L, 310L);
    }

    @Test
    void failsWhenTheUpdatedPodIsNotThereYet() {
        changed().down(2).version(300).down(1);

        judged().fails("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2 was gone since"
                + " resourceVersion 204");
    }

    @Test
    void failsWhenTheOldPodIsNotGoneYet() {
        changed().version(250).pod(2).deleting();
        story.version(300).pod(1).deleting();
        story.version(310).pod(2).deleted();

        judged().fails("pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2, deleted at"
                + " resourceVersion 250, was not gone until resourceVersion 310");
    }

    @Test
    void failsWhenTheUpdatedPodHadCeasedToBeReadyAndTheControllerKnew() {
        changed().down(2).set().status(2, 2);
        story.up(2).set().status(3, 3);
        story.version(250).pod(2).unready();
        story.set().status(3, 2);
        story.version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2 was not Ready: it had"
                                + " ceased to be so at resourceVersion 250")
                .shows(250L, 300L);
    }

    @Test
    void doesNotBlameTheControllerForALossThatItCouldNotKnowOf() {
        changed().replaced(2).pod(2).unready();
        story.down(1).pod(2).ready();
        story.up(1).replaced(0);

        judged().passes();
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed().gap(Kinds.STATEFUL_SET).replaced(2).replaced(1)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoPodWithASuccessorWasUpdated() {
        judged(changed().replaced(2)).isInconclusive("was updated that has a successor");
    }

    @Test
    void passesWhenTheControllerHasNotSeenYetThatMorePodsAreWanted() {
        judged(scaledUpUnseen()).passes();
    }

    @Test
    void passesWhenTheSetWasScaledBackBeforeTheControllerHeardOfItsOwnDeletion() {
        judged(scaledBackUnheard()).passes();
    }
}
