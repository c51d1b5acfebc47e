package dev.holdfast.guarantee.update;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.PodTeller;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class UpdateStatusTruthTest extends RolloutTest<UpdateStatusTruth> {
    @Test
    void passesWhenEachCountIsThatOfThePods() {
        changed().down(2);
        story.set().counts(2, 0).status(2, 2);
        story.up(2).set().counts(2, 1).status(3, 3);

        judged().passes();
    }

    @Test
    void allowsForWhatTheControllerDidNotKnowYet() {
        begun().pod(2).unready();
        story.pod(1).unready();
        story.set().status(3, 2);
        story.set().status(3, 1);

        judged().passes();
    }

    /** Seen in each of 20 runs: the controller counts the pods that it owns, and has adopted one by mistake. */
    @Test
    void isInconclusiveWhenAPodWasAdoptedThatIsNoneOfTheSet() {
        story.makes("web-1", "nginx:1").set().replicas(1).added();
        story.stateless("web-07").ofSet(story.set().uid()).added();
        story.pod(0).added();
        story.version(300).set().revisions("web-1", "web-1").counts(0, 0).status(1, 0);

        judged().isInconclusive(
                        "but it may count web-07, of which the set is the owner, and which is none of its pods");
    }

    @Test
    void failsWhenTheStatusSaysReadyAndNoPodIs() {
        story.makes("web-1", "nginx:1").set().replicas(2).added();
        story.pod(0).added().running();
        story.version(300).set().revisions("web-1", "web-1").counts(1, 1).status(1, 1);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that readyReplicas is 1, but the number of"
                                + " pods of which each is Running and Ready was 0")
                .shows(300L);
    }

    @Test
    void failsThoughThereIsAPodThatTheSetTakesOnlyLater() {
        story.makes("web-1", "nginx:1").set().replicas(2).added();
        PodTeller other = story.stateless("web-07").added();
        story.pod(0).added().running();
        story.version(300).set().revisions("web-1", "web-1").counts(1, 1).status(1, 1);
        other.ofSet(story.set().uid()).touched();

        judged().failsBecauseOf("said at resourceVersion 300 that readyReplicas is 1");
    }

    @Test
    void failsWhenTheStatusStillSaysReadyLongAfterIt() {
        begun().pod(2).unready();
        story.set().status(3, 2);
        story.pod(1).unready();
        story.set().status(3, 1);
        story.pod(2).touched();
        story.set().counts(3, 3).status(3, 1);
        story.set().replicas(4).changed();
        story.set().status(3, 1);
        story.version(300).set().counts(3, 3).status(3, 3);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that readyReplicas is 3, but the number of"
                                + " pods of which each is Running and Ready was 1");
    }

    @Test
    void failsForEachCountThatIsWrong() {
        begun().version(300).set().counts(3, 3).status(4, 3);
        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that replicas is 4, but the number of pods of"
                                + " which each exists was 3");
    }

    @Test
    void failsWhenTheUpdatedOnesAreMiscounted() {
        changed().replaced(2).version(300).set().counts(2, 2).status(3, 3);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that updatedReplicas is 2, but the number of"
                                + " pods of which each is of revision web-2 was between 0 and 1");
    }

    @Test
    void failsWhenTheObservedGenerationGoesBack() {
        changed()
                .version(300)
                .set()
                .with(set -> set.withObject("/status").put("observedGeneration", 1))
                .written();

        judged().fails("observedGeneration of StatefulSet web went back from 2 to 1 at resourceVersion 300")
                .shows(202L, 300L);
    }

    @Test
    void isInconclusiveWhenTheLastStatusIsOlderThanTheLastChange() {
        begun().pod(2).unready();

        judged().isInconclusive(
                        "said that readyReplicas is 3, but the number of pods of which each is Running and Ready was 2");
    }

    @Test
    void failsWhenThereWasNoMomentOfAllCounts() {
        begun().pod(2).unready();
        story.pod(2).ready();
        story.down(1);
        story.version(300).set().counts(3, 3).status(3, 2);
        judged().isInconclusive("when the recording ended");
        story.set().counts(2, 2).status(2, 3);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 301 that there are 2 pods, 3 Ready, 2 of revision"
                                + " web-1 and 2 of revision web-1, but at no moment since the status before was there that of"
                                + " each");
    }

    @Test
    void allowsForPodsOfWhichTheControllerHadNotHeardForLong() {
        story.makes("web-1", "nginx:1")
                .set()
                .parallel()
                .replicas(2)
                .template("nginx:1")
                .added();
        story.pod(0).added();
        story.pod(1).added();
        story.pod(0).running().ready();
        story.set().revisions("web-1", "web-1").counts(1, 1).status(1, 0);
        story.pod(1).running().ready();
        story.set().counts(2, 2).status(2, 0);
        story.set().replicas(0).changed();
        story.pod(1).deleting();
        story.set().status(2, 0);

        judged().isInconclusive("when the recording ended");
    }

    @Test
    void deviatesWhenPodsOfOtherRevisionsAreTakenOffTheCurrentOne() {
        changed().replaced(2);
        story.set().counts(2, 1).status(3, 3);
        story.set().template("nginx:1").changed();
        story.pod(2).deleting();
        story.version(300).set().revisions("web-1", "web-1").counts(1, 2).status(3, 3);
        story.pod(2).deleted();
        story.set().counts(2, 2).status(2, 2);

        judged().deviates("said at resourceVersion 300 that currentReplicas is 1, which is too low");
    }

    @Test
    void failsWhenMoreAreTakenOffThanWereDeleted() {
        changed().replaced(2);
        story.set().counts(2, 1).status(3, 3);
        story.set().template("nginx:1").changed();
        story.pod(2).deleting();
        story.version(300).set().revisions("web-1", "web-1").counts(0, 2).status(3, 3);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that currentReplicas is 0, but the number of"
                                + " pods of which each is of revision web-1 was 2");
    }

    @Test
    void failsWhenTheStatusAfterItIsTooLowStill() {
        changed().replaced(2);
        story.set().counts(2, 1).status(3, 3);
        story.set().template("nginx:1").changed();
        story.pod(2).deleting();
        story.set().revisions("web-1", "web-1").counts(1, 2).status(3, 3);
        story.pod(2).deleted();
        story.set().status(2, 2);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 213 that currentReplicas is 1, but the number of"
                                + " pods of which each is of revision web-1 was 2");
    }

    @Test
    void doesNotCountThePodsOfASetThatWasThereBefore() {
        begun();
        story.set().deleting().deleted();
        story.set().again("uid-2").added();
        story.set().revisions("web-1", "web-1").counts(0, 0).status(0, 0);
        story.pod(0).deleting().deleted();

        judged().passes();
    }

    @Test
    void countsPodsThatTheControllerHasJustAdopted() {
        begun();
        story.orphaned(0, 1, 2).set().again("uid-2").added();
        story.adopted(0).pod(0).unready();
        story.adopted(1).adopted(2);
        story.set().revisions("web-1", "web-1").counts(3, 3).status(3, 3);
        story.set().status(3, 2);

        judged().passes();
    }

    /** It cannot adopt a pod again that is gone already, and leaves it out; later it hears that it had adopted it before. */
    @Test
    void leavesOutAPodThatTheControllerFoundThatItCannotAdopt() {
        begun();
        story.orphaned(0, 1, 2).set().again("uid-2").replicas(0).added();
        story.adopted(0).adopted(1).adopted(2);
        story.set().revisions("web-1", "web-1").counts(3, 3).status(3, 3);
        story.pod(2).deleting().deleted();
        story.set().counts(2, 2).status(2, 2);
        story.set().counts(3, 3).status(3, 3);
        story.set().counts(2, 2).status(2, 2);

        judged().passes();
    }

    @Test
    void failsWhenAPodIsCountedAgainThatTheControllerCouldNotHaveAdopted() {
        begun();
        story.pod(2).deleting().deleted();
        story.set().counts(2, 2).status(2, 2);
        story.set().counts(3, 3).status(3, 3);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 116 that replicas is 3, but the number of pods of"
                                + " which each exists was 2");
    }

    @Test
    void isInconclusiveAboutWhatWasCountedBeforeTheRecordingBegan() {
        story.makes("web-1", "nginx:1").set().replicas(2).template("nginx:1").listed();
        story.pod(0).listed();
        story.set().revisions("web-1", "web-1").counts(0, 0).status(0, 0);
        story.set().counts(1, 1).status(1, 0);

        judged().isInconclusive("may have been counted before the recording began");
    }

    @Test
    void judgesWhatWasFoundOnceTheControllerHasReplacedAPod() {
        story.makes("web-1", "nginx:1").set().replicas(1).template("nginx:1").listed();
        story.pod(0).listedUp();
        story.replaced(0)
                .version(300)
                .set()
                .revisions("web-1", "web-1")
                .counts(2, 2)
                .status(2, 1);

        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that replicas is 2, but the number of pods of"
                                + " which each exists was between 0 and 1");
    }

    /** Before 1.36 it may delete for an update what it has just made, and make it once more before it hears of any of that. */
    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardOfThePodThatItReplaced() {
        Story older = Story.on("v1.34.0");
        older.makes("web-1", "nginx:1")
                .set()
                .parallel()
                .replicas(3)
                .template("nginx:1")
                .listed();
        older.pod(0).added();
        older.pod(1).added();
        older.pod(2).added();

        judged(replacedUnheard(older)).isInconclusive("was not that of the pods when the recording ended");
    }

    /** The recording begins in the middle of that. */
    @Test
    void isInconclusiveWhenTheControllerMayNotHaveHeardOfAPodThatWasFound() {
        Story older = Story.on("v1.34.0");
        older.makes("web-1", "nginx:1")
                .set()
                .parallel()
                .replicas(3)
                .template("nginx:1")
                .listed();
        older.pod(0).listed();
        older.pod(1).listed();
        older.pod(2).listed();

        judged(replacedUnheard(older)).isInconclusive("may have been counted before the recording began");
    }

    private static Story replacedUnheard(Story older) {
        older.pod(2).deleting();
        older.pod(2).deleted();
        older.nextPod(2).added();
        older.set().revisions("web-1", "web-1").counts(1, 1).status(1, 0);
        return older;
    }

    @Test
    void allowsFewerAvailableOnlyWhileTheyHaveToBeReadyForAWhile() {
        begun().set()
                .with(set -> set.withObject("/spec").put("minReadySeconds", 5))
                .changed();
        story.set()
                .status(3, 3)
                .with(set -> set.withObject("/status").put("availableReplicas", 1))
                .written();
        judged().passes();

        story.set()
                .with(set -> set.withObject("/spec").remove("minReadySeconds"))
                .changed();
        story.set().status(3, 3);
        story.version(300)
                .set()
                .with(set -> set.withObject("/status").put("availableReplicas", 1))
                .written();
        judged().fails(
                        "the status of StatefulSet web said at resourceVersion 300 that availableReplicas is 1, but readyReplicas"
                                + " 3");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        judged(begun().gap(Kinds.POD)).isInconclusive("gap");
    }

    @Test
    void isInconclusiveWhenNoStatusWasWritten() {
        judged(story.set().added().withPods(0)).isInconclusive("no status of web was seen");
    }

    @Test
    void asksNothingOfTheLastStatusOfASetThatIsBeingDeleted() {
        begun().pod(2).unready();
        story.set().deleting();

        judged().passes();
    }

    @Test
    void takesAChangeOfTheSpecForNoStatus() {
        story.set().added().withPods(0).set().replicas(3).changed();

        judged().isInconclusive("no status of web was seen");
    }

    /** It lets a pod go whose labels do not fit any more, and has not heard yet what happened to another one meanwhile. */
    @Test
    void passesWhenThePodThatTheControllerLetsGoIsCountedOutBeforeItIsSeenToBeFree() {
        story.set().replicas(3).settledOn("web-a", "nginx:1");
        story.pod(2).label("app", "other").touched();
        story.pod(1).unready();
        story.pod(2).withoutOwner().touched();
        story.set().counts(2, 2).status(2, 2);
        story.set().status(2, 1);

        judged().passes();
    }

    /** The write of the last status of a set met the set that had been created in its place. */
    @Test
    void isInconclusiveWhenTheFirstStatusMayBeThatOfTheSetBefore() {
        begun();
        story.set().deleted();
        story.set().again("uid-2").added();
        story.version(300).set().revisions("web-1", "web-1").counts(3, 3).settled();

        judged().isInconclusive("but a set may begin with the status of the one of its name before");
    }

    @Test
    void failsWhenTheSecondStatusStillSaysIt() {
        begun();
        story.set().deleted();
        story.set().again("uid-2").added();
        story.set().revisions("web-1", "web-1").counts(0, 0).status(0, 0);
        story.version(300).set().counts(3, 3).settled();

        judged().failsBecauseOf("said at resourceVersion 300 that replicas is 3");
    }

    @Test
    void isInconclusiveWhenSomebodyElseWritesTheStatus() {
        begun().set().with(set -> {
            var writers = set.withObject("/metadata").putArray("managedFields");
            writers.addObject().put("manager", "kube-controller-manager").put("subresource", "status");
            writers.addObject().put("manager", "restore").put("subresource", "status");
        });
        story.set().status(2, 2);

        judged().isInconclusive("somebody else than the controller may have written that");
    }
}
