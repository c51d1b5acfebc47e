package dev.holdfast.explanation;

import static dev.holdfast.explanation.WrittenSet.ago;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.obstacle.ObstacleKind;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

/** Pods that no node takes yet, and claims that they wait for. */
class WaitingPodTest extends ExplanationTest {
    @Test
    void repeatsWhatTheSchedulerSays() {
        Explanation stuck =
                unscheduled("0/3 nodes are available: 3 Insufficient memory.").explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo("pod web-2 fits on no node: 0/3 nodes are available: 3 Insufficient memory, for 30 s");
    }

    @Test
    void waitsForANodeThatIsBeingAdded() {
        Explanation growing = unscheduled("0/3 nodes are available: 3 Insufficient memory.")
                .said("uid-web-2", "Normal", "TriggeredScaleUp", "pod triggered scale-up", 1, 10, 10)
                .explained();
        assertThat(growing.answer()).isEqualTo(Answer.GOES_ON);
    }

    @Test
    void tellsWhyAClaimIsPending() {
        Explanation stuck = unscheduled("pod has unbound immediate PersistentVolumeClaims")
                .withClaims()
                .claim(0, "Bound")
                .claim(1, "Bound")
                .claim(2, "Pending")
                .said(
                        "uid-www-web-2",
                        "Warning",
                        "ProvisioningFailed",
                        "storageclass.storage.k8s.io \"fast\" not found",
                        4,
                        40,
                        5)
                .explained();
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(stuck.summary())
                .isEqualTo(
                        "pod web-2 waits for its claim www-web-2 to be bound: storageclass.storage.k8s.io \"fast\" not"
                                + " found, for 40 s");
    }

    @Test
    void givesAProvisionerItsTime() {
        Explanation waiting = unscheduled("pod has unbound immediate PersistentVolumeClaims")
                .withClaims()
                .claim(2, "Pending")
                .said("uid-www-web-2", "Normal", "ExternalProvisioning", "Waiting for a volume to be created", 2, 40, 5)
                .explained();
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
        assertThat(kind(waiting)).isEqualTo(ObstacleKind.CLAIM);
    }

    @Test
    void letsTheSchedulerSpeakForAClaimThatWaitsForAConsumer() {
        Explanation stuck = unscheduled("0/1 nodes are available: 1 Insufficient cpu.")
                .withClaims()
                .claim(2, "Pending")
                .said("uid-www-web-2", "Normal", "WaitForFirstConsumer", "waiting for first consumer", 1, 40, 5)
                .explained();
        assertThat(kind(stuck)).isEqualTo(ObstacleKind.SCHEDULING);
        assertThat(stuck.answer()).isEqualTo(Answer.CANNOT_GO_ON);
    }

    @Test
    void saysOfALostClaimThatItsVolumeIsGone() {
        Explanation stuck = unscheduled("persistentvolumeclaim \"www-web-2\" bound to non-existent volume")
                .withClaims()
                .claim(2, "Lost", it -> it.editSpec().withVolumeName("pv-7").endSpec())
                .explained();
        assertThat(stuck.summary()).isEqualTo("pod web-2 has a claim, www-web-2, whose volume pv-7 is gone");
    }

    @Test
    void waitsForAClaimThatIsBeingDeleted() {
        set.withClaims().healthy(0, 1).claim(2, "Bound", it -> it.editMetadata()
                .withDeletionTimestamp(ago(90))
                .addToFinalizers("kubernetes.io/pvc-protection")
                .endMetadata());
        assertThat(set.explained().answer()).isEqualTo(Answer.CANNOT_GO_ON);
        assertThat(set.explained().summary())
                .isEqualTo("pod web-2 waits for its claim www-web-2, which is being deleted, to be gone, for 90 s");
    }

    @Test
    void knowsTheStaleClaimOfWhichNoEventTells() {
        Explanation waiting = set.withClaims()
                .with(it -> it.editSpec()
                        .withNewPersistentVolumeClaimRetentionPolicy("Retain", "Delete")
                        .endSpec())
                .healthy(0, 1)
                .claim(2, "Bound", it -> it.editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName("web-2")
                        .withUid("uid-of-the-earlier-one")
                        .endOwnerReference()
                        .endMetadata())
                .explained();
        assertThat(kind(waiting)).isEqualTo(ObstacleKind.STALE_CLAIM);
        assertThat(waiting.answer()).isEqualTo(Answer.GOES_ON);
    }

    /** Pods 0 and 1 are healthy, and the scheduler says this of pod 2. */
    private WrittenSet unscheduled(String message) {
        return set.healthy(0, 1).pod(2, pod -> unscheduled(pod, message));
    }

    private static PodBuilder unscheduled(PodBuilder pod, String message) {
        return pod.editSpec()
                .withNodeName(null)
                .endSpec()
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .withLastTransitionTime(ago(30))
                .endCondition()
                .endStatus();
    }
}
