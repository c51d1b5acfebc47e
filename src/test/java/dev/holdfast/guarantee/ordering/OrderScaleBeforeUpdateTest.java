package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class OrderScaleBeforeUpdateTest extends GuaranteeTest<OrderScaleBeforeUpdate> {
    @Test
    void passesWhenThePodIsAddedFirst() {
        judged(changed(3).up(2).replaced(1).replaced(0)).passes();
    }

    @Test
    void passesWhenThePodIsRemovedFirst() {
        judged(changed(1).down(1).replaced(0)).passes();
    }

    @Test
    void failsWhenAPodIsUpdatedBeforeAnotherIsAdded() {
        changed(3).version(300).down(1);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted for an update at resourceVersion 300 while pod 2 did not exist, which"
                                + " the set wants")
                .shows(201L, 300L);
    }

    @Test
    void failsWhenAPodIsUpdatedBeforeAnotherIsRemoved() {
        changed(1).version(300).down(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted for an update at resourceVersion 300 while pod 1 still existed, which"
                                + " the set does not want");
    }

    @Test
    void failsWhenThePodThatIsToBeRemovedIsNotGoneYet() {
        changed(1).pod(1).deleting();
        story.version(300).down(0);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted for an update at resourceVersion 300 while pod 1 still existed, which"
                                + " the set does not want");
    }

    @Test
    void failsWhenASetIsScaledInTheMiddleOfAnUpdateAndTheUpdateGoesOn() {
        story.set().rolling(0).settledOn("web-1", "nginx:1");
        story.set()
                .updatesTo("web-2", "nginx:2")
                .replaced(1)
                .set()
                .replicas(3)
                .changed()
                .status(2, 2);
        story.version(300).down(0);

        judged().failsBecauseOf("while pod 2 did not exist, which the set wants");
    }

    @Test
    void passesWhenTheControllerMayNotHaveSeenTheScaling() {
        story.set().rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").set().replicas(3).changed();
        story.down(1).up(1).up(2).replaced(0);

        judged().passes();
    }

    @Test
    void saysNothingOfAPodThatSomebodyElseDeletes() {
        changed(3).deletes(1).down(1);

        judged().isInconclusive("was deleted for an update");
    }

    @Test
    void doesNotBlameTheControllerForALossThatItCouldNotKnowOf() {
        judged(changed(3).up(2).replaced(2).deletes(2).down(2).replaced(1)).passes();
    }

    @Test
    void isInconclusiveWhenNobodyIsOnRecordForTheDeletion() {
        Story seen = Story.ofBystander();
        seen.set().rolling(0).settledOn("web-1", "nginx:1");
        seen.set().replicas(3).updatesTo("web-2", "nginx:2");
        seen.down(1);

        judged(seen).isInconclusive("nobody is on record");
    }

    @Test
    void isInconclusiveWhenTheSetWasOnlyUpdated() {
        story.set().rolling(0).settledOn("web-1", "nginx:1");
        judged(story.set().updatesTo("web-2", "nginx:2").replaced(1).replaced(0))
                .isInconclusive("together with scaling");
    }

    @Test
    void isInconclusiveWhenNothingAboveThePartitionWasToBeUpdatedWhileTheSetWasScaled() {
        story.set().rolling(1).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(1).set().replicas(3).changed();
        story.up(2).set().status(3, 3).rolling(0).changed().status(3, 3);

        judged(story.down(0)).isInconclusive("together with scaling");
    }

    @Test
    void isInconclusiveWhenTheSetWasUpdatedOnlyAfterItWasScaled() {
        story.set().rolling(0).settledOn("web-1", "nginx:1");
        story.set().replicas(3).changed();
        story.up(2).set().settled();

        judged(story.set().updatesTo("web-2", "nginx:2").replaced(2)).isInconclusive("together with scaling");
    }

    @Test
    void isInconclusiveWhenThePodWasUpdatedByTheSpecBefore() {
        story.set().rolling(0).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").set().rolling(1).replicas(3).changed();

        judged(story.down(0)).isInconclusive("together with scaling");
    }

    /** It takes the pod for one that is there and up to date, since it has not heard yet that it deleted that itself. */
    @Test
    void passesWhenTheSetWasScaledBackBeforeTheControllerHeardOfItsOwnDeletion() {
        story.set().replicas(3).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(2).set().replicas(2).changed();
        story.down(2).set().replicas(3).changed().status(3, 3);

        judged(story.down(1)).passes();
    }

    @Test
    void failsWhenTheSetWasScaledBackButThePodThatIsMissingWasToBeUpdatedFirst() {
        story.set().replicas(3).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").set().replicas(2).changed();
        story.down(2).set().replicas(3).changed().status(3, 3);

        judged(story.down(1)).failsBecauseOf("while pod 2 was gone since");
    }

    @Test
    void doesNotAskForAPodThatTheSetHasTakenFromSomebody() {
        judged(taken(3).down(1)).passes();
    }

    @Test
    void failsWhenThereIsAnotherThatIsToBeRemovedAboveTheOneThatTheSetHasTaken() {
        judged(taken(4).down(1)).failsBecauseOf("while pod 3 still existed, which the set does not want");
    }

    /** Pod 2 is none that the set has made; template and replicas are changed, so that two of so many pods stay. */
    private Story taken(int replicas) {
        story.set().rolling(0).replicas(replicas).settledOn("web-1", "nginx:1");
        story.deletes(2).down(2).pod(2).withoutOwner().added();
        story.adopted(2)
                .revision("web-2", "nginx:2", 2)
                .set()
                .template("nginx:2")
                .replicas(2);
        story.set().changed().revisions("web-1", "web-2").counts(2, 0).status(replicas, replicas - 1);
        return story.makes("web-2", "nginx:2");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(changed(3).gap(Kinds.POD).up(2).replaced(1)).isInconclusive("gap");
    }

    @Test
    void isNotApplicableToAParallelSet() {
        judged(story.set().parallel().added()).isNotApplicable("Parallel");
    }

    /** Two pods of web-1; at resourceVersion 200 template and replicas are changed in one write. */
    private Story changed(int replicas) {
        story.set().rolling(0).settledOn("web-1", "nginx:1");
        story.version(199).revision("web-2", "nginx:2", 2);
        story.set().template("nginx:2").replicas(replicas).changed();
        story.set().revisions("web-1", "web-2").counts(2, 0).status(2, 2);
        return story.makes("web-2", "nginx:2");
    }

    /** Somebody gave it another label, so that it is none of the set's any more. */
    @Test
    void passesBesideAPodThatTheSetHasLetGo() {
        story.set().replicas(3).settledOn("web-1", "nginx:1");
        story.letGo(2).set().counts(2, 2).status(2, 2);
        story.set().replicas(2).updatesTo("web-2", "nginx:2").replaced(1);

        judged().passes();
    }
}
