package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GuaranteeTest;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Story;
import org.junit.jupiter.api.Test;

class ReplaceTerminalTest extends GuaranteeTest<ReplaceTerminal> {
    @Test
    void passesWhenAPodThatFailedIsReplaced() {
        failed(1);

        judged(story.down(1).up(1)).passes("pod 1 came back as another pod after the one before had come to its end");
    }

    @Test
    void passesWhenAPodThatSucceededIsReplaced() {
        story.wholeSet(2)
                .pod(1)
                .with(pod -> pod.withObject("/status").put("phase", "Succeeded"))
                .unready();

        judged(story.down(1).up(1)).passes();
    }

    @Test
    void failsWhenAPodThatFailedIsLeft() {
        failed(1).set().status(2, 1);
        story.set().lookedAt(1);
        story.version(300).set().lookedAt(1);

        judged().fails(
                        "pod 1 (uid web-1#1) had Failed at resourceVersion 200 and was not deleted, although the controller had gone"
                                + " over the set twice until it wrote the status at resourceVersion 301")
                .shows(200L, 301L);
    }

    @Test
    void failsInAParallelSetWhateverTheOthersAre() {
        story.set().parallel();
        story.wholeSet(2).pod(0).unready();
        story.version(200).pod(1).failed();
        story.set().status(2, 0).lookedAt(2);

        judged().failsBecauseOf("pod 1 (uid web-1#1) had Failed at resourceVersion 200 and was not deleted");
    }

    @Test
    void isInconclusiveWhenItMayNotBeItsTurn() {
        story.wholeSet(2).pod(0).unready();
        failedAt(1).set().status(2, 0).lookedAt(2);

        judged().isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void isInconclusiveWhenTheControllerMayNotKnow() {
        failed(1).set().status(2, 1).lookedAt(1);

        judged().isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void isInconclusiveWhenThePodFailedAfterTheFirstLook() {
        story.wholeSet(2).pod(1).unready();
        story.set().status(2, 1).lookedAt(1);
        failedAt(1).set().lookedAt(1);

        judged().isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void isInconclusiveWhenThePodFailedAfterTheSecondLook() {
        story.wholeSet(2).pod(1).unready();
        story.set().status(2, 1).lookedAt(2);
        failedAt(1);

        judged().isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void isInconclusiveWhenRecreateWaitsForAnotherPodToEnd() {
        story.set().parallel().recreate().settledOn("web-1", "nginx:1");
        story.set().updatesTo("web-2", "nginx:2");
        story.pod(0).deleting();
        story.replaced(1);
        failedAt(1).set().status(2, 0).lookedAt(2);

        judged().isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void failsWhenTheControllerWasRefusedForAnotherSet() {
        failed(1).set().status(2, 1).lookedAt(2);
        story.tell(Observation.of(Change.ADDED, Resource.parse("""
                {"kind": "Event", "apiVersion": "v1", "reason": "FailedDelete",
                 "metadata": {"namespace": "demo", "name": "another.1", "uid": "uid-event", "resourceVersion": "400"},
                 "involvedObject": {"kind": "StatefulSet", "name": "another", "uid": "uid-another"},
                 "source": {"component": "statefulset-controller"},
                 "message": "delete Pod another-0 in StatefulSet another failed error: forbidden"}
                """)));

        judged().failsBecauseOf("pod 1 (uid web-1#1) had Failed at resourceVersion 200 and was not deleted");
    }

    @Test
    void isInconclusiveWhenTheControllerWasRefused() {
        failed(1).set().status(2, 1).lookedAt(2);
        story.controllerCannotDelete(1);

        judged().isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void isInconclusiveWhenNoOtherPodIsMade() {
        failed(1);

        judged(story.down(1)).isInconclusive("there was no other pod in its place when the recording ended");
    }

    @Test
    void saysNothingOfAPodThatIsNotWanted() {
        failed(1).set().replicas(1).changed();
        story.set().status(2, 1);

        judged(story.down(1)).isInconclusiveOnlyBecause("no pod that web wanted had Failed or Succeeded by itself");
    }

    @Test
    void saysNothingOfAPodThatIsTheSetsNoMore() {
        failed(1).pod(1).withoutOwner().touched();
        story.set().status(2, 1).lookedAt(2);

        judged().isInconclusiveOnlyBecause("no pod that web wanted had Failed or Succeeded by itself");
    }

    @Test
    void saysNothingOfAPodThatEndsSinceItIsDeleted() {
        story.wholeSet(2).pod(1).deleting(30);
        story.pod(1).failed().deleted();

        judged().isInconclusiveOnlyBecause("no pod that web wanted had Failed or Succeeded by itself");
    }

    @Test
    void saysNothingOfASetThatIsToEnd() {
        failed(1).set().deleting();

        judged().isInconclusiveOnlyBecause("no pod that web wanted had Failed or Succeeded by itself");
    }

    @Test
    void saysNothingOfASetThatIsDeleted() {
        failed(1).set().deleted();

        judged().isInconclusiveOnlyBecause("no pod that web wanted had Failed or Succeeded by itself");
    }

    @Test
    void isInconclusiveAcrossAGap() {
        failed(1);

        judged(story.down(1).up(1).gap(Kinds.POD)).isInconclusive("gap");
    }

    private Story failed(int ordinal) {
        story.wholeSet(2);
        return failedAt(ordinal);
    }

    private Story failedAt(int ordinal) {
        story.version(200).pod(ordinal).failed();
        return story;
    }
}
