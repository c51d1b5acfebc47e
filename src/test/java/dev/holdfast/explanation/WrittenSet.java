package dev.holdfast.explanation;

import dev.holdfast.explanation.snapshot.NamespaceObjects;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A set and what belongs to it, written by hand: {@code shop/web}, three pods of revision {@code web-new}, at noon. */
final class WrittenSet {

    static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    static final String OLD = "web-old";
    static final String NEW = "web-new";

    final List<Pod> pods = new ArrayList<>();
    final List<PersistentVolumeClaim> claims = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    final List<PodDisruptionBudget> budgets = new ArrayList<>();
    final List<ResourceQuota> quotas = new ArrayList<>();
    final List<Service> services = new ArrayList<>();
    final Map<String, String> unread = new HashMap<>();
    private final List<ControllerRevision> revisions = new ArrayList<>();

    StatefulSet set = new StatefulSetBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("web")
            .withUid("uid-web")
            .withGeneration(3L)
            .withCreationTimestamp(ago(7200))
            .endMetadata()
            .withNewSpec()
            .withReplicas(3)
            .withServiceName("web")
            .withPodManagementPolicy("OrderedReady")
            .withNewUpdateStrategy()
            .withType("RollingUpdate")
            .withNewRollingUpdate()
            .withPartition(0)
            .endRollingUpdate()
            .endUpdateStrategy()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", "web")
            .endMetadata()
            .endTemplate()
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(3L)
            .withCurrentRevision(NEW)
            .withUpdateRevision(NEW)
            .withReplicas(3)
            .withCurrentReplicas(3)
            .endStatus()
            .build();

    static String ago(long seconds) {
        return NOON.minusSeconds(seconds).toString();
    }

    WrittenSet with(UnaryOperator<StatefulSetBuilder> change) {
        set = change.apply(new StatefulSetBuilder(set)).build();
        return this;
    }

    WrittenSet replicas(int count) {
        return with(it -> it.editSpec().withReplicas(count).endSpec());
    }

    WrittenSet parallel() {
        return with(it -> it.editSpec().withPodManagementPolicy("Parallel").endSpec());
    }

    WrittenSet recreate() {
        return with(it -> it.editSpec()
                .withNewUpdateStrategy()
                .withType("Recreate")
                .endUpdateStrategy()
                .endSpec());
    }

    WrittenSet onDelete() {
        return with(it -> it.editSpec()
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .endSpec());
    }

    WrittenSet partition(int partition) {
        return with(it -> it.editSpec()
                .editUpdateStrategy()
                .editRollingUpdate()
                .withPartition(partition)
                .endRollingUpdate()
                .endUpdateStrategy()
                .endSpec());
    }

    WrittenSet start(int ordinal) {
        return with(it ->
                it.editSpec().withNewOrdinals().withStart(ordinal).endOrdinals().endSpec());
    }

    WrittenSet minReadySeconds(int seconds) {
        return with(it -> it.editSpec().withMinReadySeconds(seconds).endSpec());
    }

    /** The update from the old revision to the new one goes on since this many seconds. */
    WrittenSet updatedAgo(long seconds) {
        revisions.add(new ControllerRevisionBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(NEW)
                .withUid("uid-" + NEW)
                .withCreationTimestamp(ago(seconds))
                .addToOwnerReferences(owner())
                .endMetadata()
                .build());
        return with(it -> it.editStatus().withCurrentRevision(OLD).endStatus());
    }

    WrittenSet withClaims() {
        return with(it -> it.editSpec()
                .addNewVolumeClaimTemplate()
                .withNewMetadata()
                .withName("www")
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("fast")
                .endSpec()
                .endVolumeClaimTemplate()
                .endSpec());
    }

    WrittenSet pod(int ordinal, UnaryOperator<PodBuilder> change) {
        pods.add(change.apply(written(ordinal)).build());
        return this;
    }

    WrittenSet healthy(int... ordinals) {
        return healthy(NEW, ordinals);
    }

    /** These pods are healthy, and of the old revision. */
    WrittenSet old(int... ordinals) {
        return healthy(OLD, ordinals);
    }

    private WrittenSet healthy(String revision, int... ordinals) {
        for (int ordinal : ordinals) {
            pod(ordinal, it -> ready(it, revision));
        }
        return this;
    }

    private static PodBuilder written(int ordinal) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("web-" + ordinal)
                .withUid("uid-web-" + ordinal)
                .withCreationTimestamp(ago(60))
                .addToLabels("controller-revision-hash", NEW)
                .addToOwnerReferences(owner())
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .addNewContainer()
                .withName("nginx")
                .withImage("nginx:1")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus();
    }

    private static OwnerReference owner() {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("StatefulSet")
                .withName("web")
                .withUid("uid-web")
                .withController(true)
                .build();
    }

    static PodBuilder revision(PodBuilder pod, String revision) {
        return pod.editMetadata()
                .addToLabels("controller-revision-hash", revision)
                .endMetadata();
    }

    static PodBuilder condition(PodBuilder pod, String type, String status, long secondsAgo) {
        return pod.editStatus()
                .addNewCondition()
                .withType(type)
                .withStatus(status)
                .withLastTransitionTime(ago(secondsAgo))
                .endCondition()
                .endStatus();
    }

    static PodBuilder ready(PodBuilder pod, String revision) {
        return condition(running(revision(pod, revision)), "Ready", "True", 50);
    }

    static PodBuilder running(PodBuilder pod) {
        return pod.editStatus().withPhase("Running").endStatus();
    }

    static PodBuilder waiting(PodBuilder pod, String reason, String message) {
        return pod.editStatus()
                .addNewContainerStatus()
                .withName("nginx")
                .withImage("nginx:1")
                .withReady(false)
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .endContainerStatus()
                .endStatus();
    }

    /** With a container that runs and is not ready, for this many seconds. */
    static PodBuilder unready(PodBuilder pod, long seconds) {
        return condition(running(pod), "Ready", "False", seconds)
                .editStatus()
                .addNewContainerStatus()
                .withName("nginx")
                .withReady(false)
                .withStarted(true)
                .withNewState()
                .withNewRunning(ago(seconds))
                .endState()
                .endContainerStatus()
                .endStatus();
    }

    static PodBuilder unpullable(PodBuilder pod) {
        return waiting(pod, "ImagePullBackOff", "Back-off pulling image \"nginx:1\"");
    }

    /** With a deletion that was asked for this many seconds ago. */
    static PodBuilder terminating(PodBuilder pod, long seconds, long grace) {
        return pod.editMetadata()
                .withDeletionTimestamp(
                        NOON.minusSeconds(seconds).plusSeconds(grace).toString())
                .withDeletionGracePeriodSeconds(grace)
                .endMetadata();
    }

    WrittenSet claim(int ordinal, String phase) {
        return claim(ordinal, phase, it -> it);
    }

    WrittenSet claim(int ordinal, String phase, UnaryOperator<PersistentVolumeClaimBuilder> change) {
        claims.add(change.apply(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("www-web-" + ordinal)
                        .withUid("uid-www-web-" + ordinal)
                        .withCreationTimestamp(ago(40))
                        .endMetadata()
                        .withNewSpec()
                        .withStorageClassName("fast")
                        .endSpec()
                        .withNewStatus()
                        .withPhase(phase)
                        .endStatus())
                .build());
        return this;
    }

    /** The creation of a pod was refused. */
    WrittenSet refused(String message, int count, long first, long last) {
        return said("uid-web", "Warning", "FailedCreate", message, count, first, last);
    }

    WrittenSet podWarned(int ordinal, String reason, String message, int count, long first, long last) {
        return said("uid-web-" + ordinal, "Warning", reason, message, count, first, last);
    }

    WrittenSet said(String uid, String type, String reason, String message, int count, long first, long last) {
        String kind =
                uid.equals("uid-web") ? "StatefulSet" : uid.startsWith("uid-www") ? "PersistentVolumeClaim" : "Pod";
        events.add(new EventBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("event-" + events.size())
                .endMetadata()
                .withNewInvolvedObject()
                .withKind(kind)
                .withName(uid.substring("uid-".length()))
                .withUid(uid)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withCount(count)
                .withFirstTimestamp(ago(first))
                .withLastTimestamp(ago(last))
                .build());
        return this;
    }

    WrittenSet node(String name, String ready, long secondsAgo) {
        nodes.add(new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .withReason("NodeStatusUnknown")
                .withMessage("Kubelet stopped posting node status.")
                .withLastTransitionTime(ago(secondsAgo))
                .endCondition()
                .endStatus()
                .build());
        return this;
    }

    SetSnapshot snapshot() {
        for (HasMetadata each : quotas) {
            each.getMetadata().setNamespace("shop");
        }
        return new NamespaceObjects(pods, claims, revisions, events, nodes, budgets, quotas, services, NOON, unread)
                .of(set);
    }

    Explanation explained() {
        return Explanation.of(snapshot());
    }

    Explanation explained(Duration patience) {
        return Explanation.of(snapshot(), patience);
    }
}
