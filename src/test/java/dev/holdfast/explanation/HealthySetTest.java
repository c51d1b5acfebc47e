package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.NEW;
import static dev.holdfast.explanation.WrittenSet.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sets of which nothing is wrong: done, at work, or waiting for somebody as they were told. */
class HealthySetTest extends ExplanationTest {
    @Test
    void isDoneWhenEveryPodIsAvailableAtTheRevisionAskedFor() {
        Explanation done = set.healthy(0, 1, 2).explained();
        assertThat(done.answer()).isEqualTo(Answer.DONE);
        assertThat(done.summary()).isEqualTo("3 of 3 available, revision web-new");
        assertThat(done.next()).isEqualTo("the controller has nothing to do");
        assertThat(done.obstacles()).isEmpty();
        assertThat(done.remedies()).isEmpty();
    }

    @Test
    void isDoneWithNoReplicas() {
        assertThat(set.replicas(0).explained().answer()).isEqualTo(Answer.DONE);
    }

    @Test
    void countsFromTheStartOrdinal() {
        Explanation done = set.start(5).healthy(5, 6, 7).explained();
        assertThat(done.answer()).isEqualTo(Answer.DONE);
        assertThat(done.summary()).isEqualTo("3 of 3 available, revision web-new");
    }

    @Test
    void removesPodsBelowTheStartOrdinal() {
        Explanation moved = set.start(1).healthy(0, 1, 2, 3).explained();
        assertThat(moved.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(moved.next()).isEqualTo("the controller deletes pod web-0, which is one too many");
    }

    @Test
    void rollsFromTheHighestOrdinalToTheLowest() {
        Explanation rolling = set.updatedAgo(90).old(0, 1).healthy(2).explained();
        assertThat(rolling.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(rolling.summary())
                .isEqualTo("rolling, 1 of 3 updated and available; the controller deletes pod web-1 for the update");
        assertThat(rolling.activity().since()).contains(WrittenSet.NOON.minusSeconds(90));
    }

    @Test
    void recreatesAllPodsAtOnce() {
        Explanation recreating = set.recreate().updatedAgo(90).old(0, 1, 2).explained();
        assertThat(recreating.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(recreating.summary())
                .isEqualTo(
                        "recreating, 0 of 3 updated and available; the controller deletes pods web-0, web-1 and web-2"
                                + " for the update (Recreate)");
    }

    @Test
    void recreatesPodsOnlyWhenAllAreGone() {
        Explanation recreating = set.recreate()
                .updatedAgo(90)
                .pod(1, pod -> WrittenSet.terminating(WrittenSet.ready(pod, OLD), 5, 30))
                .explained();
        assertThat(recreating.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(recreating.next())
                .isEqualTo("the controller waits for pod web-1 to be gone, then it creates pod web-0 (Recreate)");
    }

    @Test
    void waitsWhileAPodStarts() {
        Explanation rolling = set.updatedAgo(90)
                .old(0)
                .pod(1, pod -> WrittenSet.waiting(pod, "ContainerCreating", null))
                .healthy(2)
                .explained();
        assertThat(rolling.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(rolling.summary())
                .isEqualTo("rolling, 1 of 3 updated and available; waits for pod web-1, which is starting:"
                        + " ContainerCreating, for 60 s");
        assertThat(rolling.next())
                .isEqualTo("the controller waits for pod web-1 to be Ready, then it deletes pod web-0 for the update");
    }

    @Test
    void waitsWhileAPodTerminatesWithinItsGracePeriod() {
        Explanation rolling = set.updatedAgo(90)
                .old(0, 1)
                .pod(2, pod -> WrittenSet.terminating(WrittenSet.ready(pod, OLD), 5, 30))
                .explained();
        assertThat(rolling.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(rolling.summary())
                .isEqualTo("rolling, 0 of 3 updated and available; waits for pod web-2, which is terminating,"
                        + " grace period 30 s, for 5 s");
        assertThat(rolling.next())
                .isEqualTo("the controller waits for pod web-2 to be gone, then it creates pod web-2");
    }

    @Test
    void saysUntilWhenMinReadySecondsRun() {
        Explanation waiting =
                set.minReadySeconds(60).updatedAgo(90).healthy(0, 1, 2).explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(waiting.obstacles()).hasSize(3);
        assertThat(waiting.obstacles().get(0).until()).contains(WrittenSet.NOON.plusSeconds(10));
        assertThat(waiting.summary()).contains("which has to be Ready for 60 s (minReadySeconds), 10 s more");
    }

    @Test
    void neverCallsMinReadySecondsStuckHoweverLongTheyAre() {
        assertThat(set.minReadySeconds(36_000).healthy(0, 1, 2).explained().answer())
                .isEqualTo(Answer.GOES_ON);
    }

    @Test
    void scalesUpInOrder() {
        Explanation growing = set.replicas(5).healthy(0, 1).explained();
        assertThat(growing.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(growing.summary())
                .isEqualTo("scaling up, 2 of 5 available; waits for pod web-2, which is the next that the controller"
                        + " creates");
        assertThat(growing.next()).isEqualTo("the controller creates pod web-2");
        assertThat(growing.obstacles()).as("the others wait for their turn").hasSize(1);
    }

    @Test
    void scalesUpAtOnceInParallel() {
        Explanation growing = set.replicas(5).parallel().healthy(0).explained();
        assertThat(growing.next()).isEqualTo("the controller creates pods web-1, web-2, web-3 and web-4");
    }

    @Test
    void scalesDownFromTheHighestOrdinal() {
        Explanation shrinking = set.replicas(1).healthy(0, 1, 2).explained();
        assertThat(shrinking.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(shrinking.summary())
                .isEqualTo("scaling down, 1 of 3 pods are to stay; the controller deletes pod web-2, which is one too"
                        + " many");
    }

    @Test
    void waitsForASurplusPodToBeGone() {
        Explanation shrinking = set.replicas(1)
                .healthy(0, 1)
                .pod(2, pod -> WrittenSet.terminating(WrittenSet.ready(pod, NEW), 5, 30))
                .explained();
        assertThat(shrinking.next())
                .isEqualTo("the controller waits for pod web-2 to be gone, then it deletes pod web-1");
    }

    @Test
    void waitsForSomebodyToDeletePodsWithOnDelete() {
        Explanation waiting = set.updatedAgo(90).onDelete().old(0, 1).healthy(2).explained();
        assertThat(waiting.answer()).isEqualTo(Answer.WAITS_FOR_SOMEBODY);
        assertThat(waiting.summary())
                .isEqualTo("pods web-0 and web-1 keep their revision until somebody deletes them (OnDelete); 3 of 3"
                        + " available");
        assertThat(waiting.next()).isEqualTo("the controller has nothing to do");
        assertThat(waiting.remedies()).hasSize(1);
    }

    @Test
    void waitsForSomebodyToLowerThePartition() {
        Explanation canary =
                set.updatedAgo(90).partition(2).old(0, 1).healthy(2).explained();
        assertThat(canary.answer()).isEqualTo(Answer.WAITS_FOR_SOMEBODY);
        assertThat(canary.summary())
                .isEqualTo("pods web-0 and web-1 keep their revision, held back by partition 2; 3 of 3 available");
    }

    @Test
    void isPausedByAPartitionAboveAllPods() {
        Explanation paused = set.updatedAgo(90).partition(3).old(0, 1, 2).explained();
        assertThat(paused.answer()).isEqualTo(Answer.WAITS_FOR_SOMEBODY);
        assertThat(paused.summary()).contains("pods web-0, web-1 and web-2 keep their revision");
    }

    @Test
    void countsThePartitionFromTheStartOrdinal() {
        Explanation rolling =
                set.updatedAgo(90).start(10).partition(2).old(10, 11, 12).explained();
        assertThat(rolling.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(rolling.next()).isEqualTo("the controller deletes pod web-12 for the update");
    }

    @Test
    void updatesAsManyAtOnceAsMayBeUnavailable() {
        Explanation rolling = set.updatedAgo(90)
                .with(it -> it.editSpec()
                        .editUpdateStrategy()
                        .editRollingUpdate()
                        .withNewMaxUnavailable(2)
                        .endRollingUpdate()
                        .endUpdateStrategy()
                        .endSpec())
                .old(0, 1, 2)
                .explained();
        assertThat(rolling.next()).isEqualTo("the controller deletes pods web-2 and web-1 for the update");
    }

    @Test
    void hasASecondToReadANewSpec() {
        Explanation fresh = set.with(it -> it.editMetadata()
                        .withGeneration(4L)
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withTime(WrittenSet.ago(1))
                        .endManagedField()
                        .endMetadata())
                .healthy(0, 1, 2)
                .explained();
        assertThat(fresh.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(fresh.summary()).isEqualTo("the controller has not looked at the newest spec, which is 1 s old");
    }

    @Test
    void isNotBlamedForASpecOfWhichNobodyKnowsHowOldItIs() {
        Explanation scaled = set.with(it -> it.editMetadata()
                        .withGeneration(4L)
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withTime(WrittenSet.ago(400))
                        .endManagedField()
                        .addNewManagedField()
                        .withManager("kubectl")
                        .withSubresource("scale")
                        .endManagedField()
                        .endMetadata())
                .healthy(0, 1, 2)
                .explained();
        assertThat(scaled.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(scaled.summary()).isEqualTo("the controller has not looked at the newest spec");
    }

    @Test
    void replacesAPodThatWasEvicted() {
        Explanation evicted = set.healthy(0, 1)
                .pod(2, pod -> pod.editStatus()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .withMessage("The node was low on resource: memory.")
                        .endStatus())
                .explained();
        assertThat(evicted.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(evicted.summary())
                .contains("web-2, which has ended with phase Failed (Evicted: The node was low on resource: memory.)");
        assertThat(evicted.next()).isEqualTo("the controller deletes pod web-2 and creates it anew");
    }
}
