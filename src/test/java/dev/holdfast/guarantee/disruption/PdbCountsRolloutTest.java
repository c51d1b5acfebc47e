package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.GuaranteeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PdbCountsRolloutTest extends GuaranteeTest<PdbCountsRollout> {
    @BeforeEach
    void oneOfTwoPodsIsUpdated() {
        story.set().settledOn("web-1", "nginx:1");
        story.budget().counts(2, 1, 1);
        story.set().updatesTo("web-2", "nginx:2");
        story.version(200).pod(1).deleting();
        story.pod(1).deleted();
    }

    @Test
    void passesWhenAnEvictionIsRefusedMeanwhile() {
        story.nextPod(1).added().running();
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);

        judged().passes("evictions were refused while another pod was away for a roll-out: pod 0");
    }

    @Test
    void passesWhateverTheSetWantsLater() {
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);
        story.set().replicas(0).changed();

        judged().passes();
    }

    @Test
    void failsWhenAnotherPodIsEvictedMeanwhile() {
        story.nextPod(1).added().running();
        story.version(300).budget().counts(1, 1, 1).notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().fails(
                        "pod 0 (uid web-0#1) was evicted at resourceVersion 302 while pod 1 (uid web-1#1), deleted for an"
                                + " update at resourceVersion 200, had not come back, although PodDisruptionBudget web-budget wants"
                                + " 1 healthy pod and had 1")
                .shows(200L, 300L, 302L);
    }

    @Test
    void saysNothingWhenThePodIsBack() {
        story.nextPod(1).added().running().ready();
        story.pod(0).unready();
        story.budget().counts(1, 1, 0);
        story.evictionRefused(1);

        judged().isInconclusive("while another one was away for a roll-out and the budget had no more room");
    }

    @Test
    void saysNothingOfABudgetThatNeverLetsAPodGo() {
        story.budget().maxUnavailable("0").changed().counts(1, 2, 0);
        story.evictionRefused(0);

        judged().isInconclusive("while another one was away for a roll-out and the budget had no more room");
    }

    @Test
    void saysNothingOfAPodThatIsEvictedThoughTheBudgetNeverLetsOneGo() {
        story.nextPod(1).added().running();
        story.budget().maxUnavailable("0").changed().counts(1, 2, 1).notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().isInconclusive("while another one was away for a roll-out and the budget had no more room");
    }

    @Test
    void saysNothingOfAPodThatIsNotReadyAndNotDeletedYet() {
        story.nextPod(1).added().running().ready();
        story.pod(0).unready();
        story.budget().counts(1, 1, 0);
        story.evictionRefused(1);
        story.pod(0).deleting();

        judged().isInconclusive("while another one was away for a roll-out and the budget had no more room");
    }

    @Test
    void saysNothingAsLongAsTheBudgetHasNotCounted() {
        story.budget().notes("web-0");
        story.pod(0).evictedByApi().deleting();

        judged().isInconclusive("while another one was away for a roll-out and the budget had no more room");
    }

    @Test
    void saysNothingOfAPodThatTheScenarioDeleted() {
        story.nextPod(1).added().running().ready();
        story.deletes(1).pod(1).deleting();
        story.budget().counts(1, 1, 0);
        story.evictionRefused(0);

        judged().isInconclusive("while another one was away for a roll-out and the budget had no more room");
    }
}
