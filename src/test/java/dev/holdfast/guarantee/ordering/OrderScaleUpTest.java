package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Kinds;
import org.junit.jupiter.api.Test;

class OrderScaleUpTest extends GuaranteeTest<OrderScaleUp> {
    @Test
    void passesWhenPodsAreAddedInOrder() {
        judged(story.scaled(2, 4).up(2, 3)).passes();
    }

    @Test
    void passesForEachOfTwoScalings() {
        story.scaled(1, 2).up(1);
        story.set().replicas(3).changed().withPods(2);

        judged().passes();
    }

    @Test
    void countsFromTheStartOrdinal() {
        judged(story.set().start(5).up().set().replicas(4).changed().withPods(7, 8))
                .passes();
    }

    @Test
    void failsWhenAPodIsAddedBeforeOneOfALowerOrdinal() {
        story.scaled(2, 4).version(300).pod(3).added();
        story.version(310).pod(2).added().running().ready();
        story.pod(3).running().ready();

        judged().fails(
                        "pod 3 was created at resourceVersion 300 before pod 2, which was created only at resourceVersion"
                                + " 310; the set had been scaled from 2 to 4 replicas at resourceVersion 109")
                .shows(109L, 300L);
    }

    @Test
    void failsWhenAPodIsAddedThatNobodyWanted() {
        story.scaled(2, 3).up(2).version(300).pod(3).added();

        judged().fails("pod 3 was created at resourceVersion 300, but StatefulSet web had never wanted more than the"
                + " ordinals up to 2");
    }

    @Test
    void failsWhenAnExistingPodIsDeletedForIt() {
        story.scaled(2, 3).version(300).replaced(0).up(2);

        judged().fails(
                        "pod 0 (uid web-0#1) was deleted at resourceVersion 300 although scaling up has nothing to do with"
                                + " it; the set had been scaled from 2 to 3 replicas at resourceVersion 109")
                .shows(109L, 300L);
    }

    @Test
    void doesNotCountADeletionByTheScenario() {
        judged(story.scaled(2, 3).remade(0).up(2)).passes();
    }

    @Test
    void doesNotCountThatAFailedPodIsReplaced() {
        story.scaled(2, 3).pod(0).failed();
        story.replaced(0).up(2);

        judged().passes();
    }

    @Test
    void isInconclusiveWhenTheRecordingEndsBeforeAllAreReady() {
        judged(story.scaled(2, 4).up(2)).isInconclusive("the recording ended before pod 3 was Ready");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(story.scaled(2, 4).gap(Kinds.POD).up(2, 3)).isInconclusive("gap");
    }

    @Test
    void failsWhenTheViolationIsProvenBeforeAGap() {
        story.scaled(2, 4).version(300).pod(3).added();
        story.gap(Kinds.POD);

        judged().fails(
                        "pod 3 was created at resourceVersion 300 before pod 2, which was never created; the set had been"
                                + " scaled from 2 to 4 replicas at resourceVersion 109");
    }

    @Test
    void isInconclusiveWhenTheSetWasNotScaled() {
        judged(story.wholeSet(2)).isInconclusive("was not scaled up");
    }

    @Test
    void isNotApplicableToAParallelSet() {
        judged(story.set().parallel().added()).isNotApplicable("Parallel");
    }

    @Test
    void doesNotBlameTheControllerForAnUpdateBeforeItHasSeenThatMorePodsAreWanted() {
        story.set().replicas(3).settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2").replaced(2);
        story.set().replicas(5).changed();
        story.replaced(1).up(3, 4);

        judged().passes();
    }

    @Test
    void saysNothingWhenTheSetIsScaledBack() {
        judged(story.scaled(2, 4).set().replicas(2).changed()).isInconclusive("was not scaled up");
    }

    @Test
    void failsWhenAPodIsAddedBeforeAnotherThoughTheControllerKnowsThatBothAreWanted() {
        story.scaled(2, 4).set().status(2, 2);
        story.version(300).pod(3).added();

        judged().fails(
                        "pod 3 was created at resourceVersion 300 before pod 2, which was never created; the set had been"
                                + " scaled from 2 to 4 replicas at resourceVersion 109");
    }

    @Test
    void allowsWhatAnyOfTheSpecsAsksForThatTheControllerMayHaveSeen() {
        story.set().replicas(6).added().withPods(0, 1).set().status(2, 2);
        story.set().replicas(2).changed();
        story.set().start(3).replicas(3).changed().withPods(3, 4, 5);

        judged().passes();
    }

    @Test
    void saysWhenThePodThatWasLostCameBack() {
        story.scaled(2, 4).up(2).set().status(3, 3);
        story.deletes(2).down(2).set().status(2, 2);
        story.version(300).pod(3).added();
        story.version(310).pod(2).added();

        judged().fails(
                        "pod 3 was created at resourceVersion 300 before pod 2, which was gone since resourceVersion 115 and"
                                + " was created again only at resourceVersion 310; the set had been scaled from 2 to 4 replicas at resourceVersion 109");
    }

    @Test
    void doesNotCountThatAFailedPodIsReplacedThoughTheControllerKnowsThatMoreAreWanted() {
        story.scaled(2, 3).set().status(2, 2);
        story.pod(0).failed();
        story.replaced(0).up(2);

        judged().passes();
    }

    @Test
    void failsWhenAPodIsUpdatedBeforeTheOthersAreAdded() {
        story.set().template("nginx:1").revisions("web-5d4", "web-5d4");
        story.scaled(2, 2).version(200).set().replicas(3).template("nginx:2").changed();
        story.set().revisions("web-5d4", "web-6e5").status(2, 2);
        story.makes("web-6e5", "nginx:2").version(300).replaced(1).up(2);

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although scaling up has nothing to do with"
                                + " it; the set had been scaled from 2 to 3 replicas at resourceVersion 200");
    }

    @Test
    void failsWhenAPodWasWaitedForInVainWhileTheControllerWasAtWork() {
        story.scaled(2, 4).up(2).set().settled();
        story.waitsInVain().version(4720).atWork("another-0").cutShort();

        judged().fails(
                        "StatefulSet web was scaled from 2 to 4 replicas at resourceVersion 109, but pod 3 was not created,"
                                + " although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 4720")
                .shows(109L, 4720L);
    }

    @Test
    void isInconclusiveWhenThePodThatWasWaitedForIsThere() {
        story.scaled(2, 4).up(2).pod(3).added();
        story.set().settled();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("the recording ended before pod 3 was Ready");
    }

    @Test
    void isInconclusiveWhenAPodBeforeTheMissingOneLostItsReadiness() {
        story.scaled(2, 4).up(2).set().settled();
        story.waitsInVain().pod(2).unready();
        story.atWork("another-0").cutShort();

        judged().isInconclusive("the recording ended before pod 3 was Ready");
    }

    @Test
    void isInconclusiveWhenTheControllerHadNotSaidThatItSawTheScaling() {
        story.scaled(2, 4);
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("the recording ended before pod 2 was Ready");
    }

    @Test
    void isInconclusiveWhenThePodsBeforeItHaveNotBeenReadyForLongEnough() {
        available(2);
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("the recording ended before pod 3 was Ready");
    }

    @Test
    void isInconclusiveWhenThePodsBeforeItWereReadyForLongEnoughAndOneIsReadyAnew() {
        available(3);
        story.pod(2).unready().ready();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("the recording ended before pod 3 was Ready");
    }

    @Test
    void failsWhenThePodsBeforeItWereReadyForLongEnough() {
        available(3);
        story.waitsInVain().atWork("another-0").cutShort();

        judged().fails(
                        "StatefulSet web was scaled from 2 to 4 replicas at resourceVersion 109, but pod 3 was not created,"
                                + " although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 115");
    }

    @Test
    void failsWhenNothingIsSaidOfPodsThatNeedNotBeReadyForAnyTime() {
        story.scaled(2, 4).up(2).set().status(3, 3);
        story.set()
                .with(set -> set.withObject("/status").put("availableReplicas", 2))
                .written();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().fails(
                        "StatefulSet web was scaled from 2 to 4 replicas at resourceVersion 109, but pod 3 was not created,"
                                + " although it was waited for and the controller was at work: it created pod another-0 at"
                                + " resourceVersion 115");
    }

    /** A set with minReadySeconds lacks one pod, and the controller says how many of the three others are available. */
    private void available(int pods) {
        story.set().with(set -> set.withObject("/spec").put("minReadySeconds", 5));
        story.scaled(2, 4).up(2).set().status(3, 3);
        story.set()
                .with(set -> set.withObject("/status").put("availableReplicas", pods))
                .written();
    }

    @Test
    void isInconclusiveWhenTheSetIsToEnd() {
        story.scaled(2, 4).up(2).set().settled();
        story.set().deleting().written();
        story.waitsInVain().atWork("another-0").cutShort();

        judged().isInconclusive("the recording ended before pod 3 was Ready");
    }

    @Test
    void passesWhenTheControllerUpdatesAPodBeforeItHasHeardThatItHadDeletedTheOneToBeAdded() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2").replaced(2);
        story.set().replicas(2).changed();
        story.pod(2).deleting();
        story.set().replicas(3).changed();
        story.set().status(3, 3);
        story.down(1).pod(2).deleted();
        story.nextPod(1).added().running().ready();
        story.nextPod(2).added().running().ready();

        judged().passes();
    }

    @Test
    void failsWhenAPodIsUpdatedThoughTheControllerWouldHaveAskedForTheOneToBeAddedAgainHadItNotHeard() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.set().updatesTo("web-b", "nginx:2").set().replicas(2).changed();
        story.pod(2).deleting();
        story.set().replicas(3).changed();
        story.set().status(3, 3);
        story.version(300).down(1).pod(2).deleted();
        story.nextPod(1).added().running().ready();
        story.nextPod(2).added().running().ready();

        judged().fails(
                        "pod 1 (uid web-1#1) was deleted at resourceVersion 300 although scaling up has nothing to do with"
                                + " it; the set had been scaled from 2 to 3 replicas at resourceVersion 118");
    }

    @Test
    void doesNotCountPodsThatSomebodyElseMakes() {
        story.scaled(2, 4).pod(7).withoutOwner().added();
        story.pod(3).withoutOwner().added();
        story.up(2).adopted(3).adopted(7).down(7).pod(3).running().ready();

        judged().passes("scaling up created the pods 2 in this order and touched no other");
    }

    /** When the recording began more were wanted, and the controller had not seen yet that they were not any more. */
    @Test
    void isInconclusiveWhenTheControllerMayHaveActedOnASpecFromBeforeTheRecording() {
        story.set().replicas(2).listed();
        story.pod(0).listedUp();
        story.pod(1).listedUp();
        story.pod(2).listed();
        story.set().replicas(3).changed();
        story.pod(3).added();
        story.pod(2).running().ready();

        judged().isInconclusive("the controller had not seen the spec that was found when the recording began");
    }
}
