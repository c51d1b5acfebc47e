package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pod that is being deleted. It has its grace period; after that it is a finalizer that holds it, a node that does not
 * answer, or a kubelet that does not come to the end.
 */
final class Termination implements ObstacleRule {

    /** What a healthy node needs at most after the grace period is over: to kill, to unmount, to report. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(30);

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return replica.terminating() ? replica.pod().map(pod -> of(replica, pod, snapshot)) : Optional.empty();
    }

    private static PodObstacle of(Replica replica, Pod pod, SetSnapshot snapshot) {
        ObjectMeta metadata = pod.getMetadata();
        Instant deadline = Moments.of(metadata.getDeletionTimestamp()).orElse(snapshot.at());
        long grace =
                Optional.ofNullable(metadata.getDeletionGracePeriodSeconds()).orElse(0L);
        Optional<Instant> since = Optional.of(deadline.minusSeconds(grace));
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.field(
                "Pod " + replica.name(),
                "metadata.deletionTimestamp",
                metadata.getDeletionTimestamp() + ", grace period " + grace + " s",
                since));
        if (!snapshot.at().isAfter(deadline.plus(CLEAN_UP))) {
            return PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.TERMINATION,
                    "is terminating, grace period " + grace + " s" + held(metadata),
                    since,
                    evidence);
        }
        Optional<Node> node = Optional.ofNullable(pod.getSpec().getNodeName()).flatMap(snapshot::node);
        Optional<String> lost = node.flatMap(NodeState::trouble);
        if (lost.isPresent()) {
            String name = node.get().getMetadata().getName();
            evidence.add(NodeState.evidence(node.get()));
            return PodObstacle.stays(
                    replica.name(),
                    ObstacleKind.LOST_NODE,
                    "is terminating on node " + name + ", which " + lost.get()
                            + ": nobody can tell whether its containers have ended",
                    since,
                    evidence,
                    new Remedy(
                            "bring node " + name
                                    + " back. Only if the machine is surely off, taint it as out of service, or"
                                    + " delete the Node. A deletion of the pod with --force, while it may run, lets two"
                                    + " processes write to one volume",
                            "kubectl taint node " + name
                                    + " node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"));
        }
        if (!metadata.getFinalizers().isEmpty()) {
            evidence.add(Evidence.field(
                    "Pod " + replica.name(),
                    "metadata.finalizers",
                    String.join(", ", metadata.getFinalizers()),
                    Optional.empty()));
            return PodObstacle.stays(
                    replica.name(),
                    ObstacleKind.TERMINATION,
                    "is held by its finalizer " + String.join(", ", metadata.getFinalizers()),
                    since,
                    evidence,
                    Remedy.of(
                            "see why the owner of the finalizer does not remove it; remove it by hand only if you know what"
                                    + " it protects"));
        }
        snapshot.said()
                .last(metadata, event -> SaidEvents.reason(event).equals("FailedKillPod"))
                .map(Evidence::of)
                .ifPresent(evidence::add);
        return PodObstacle.mayPass(
                replica.name(),
                ObstacleKind.TERMINATION,
                "is still terminating after its grace period of " + grace + " s",
                Optional.of(deadline),
                evidence);
    }

    private static String held(ObjectMeta metadata) {
        return metadata.getFinalizers().isEmpty()
                ? ""
                : ", with finalizer " + String.join(", ", metadata.getFinalizers());
    }
}
