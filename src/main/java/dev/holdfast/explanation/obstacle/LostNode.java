package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pod whose node does not answer. It is not replaced before it is deleted, and then only when it is surely gone. */
final class LostNode implements ObstacleRule {

    private static final List<String> TAINTS =
            List.of("node.kubernetes.io/unreachable", "node.kubernetes.io/not-ready");

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return replica.pod()
                .map(pod -> pod.getSpec().getNodeName())
                .flatMap(snapshot::node)
                .flatMap(node -> NodeState.trouble(node).map(trouble -> obstacle(replica, node, trouble)));
    }

    private static PodObstacle obstacle(Replica replica, Node node, String trouble) {
        Optional<Instant> since = NodeState.since(node);
        return PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.LOST_NODE,
                        "is on node " + node.getMetadata().getName() + ", which " + trouble + "; "
                                + deletion(replica.pod().orElseThrow()),
                        since,
                        List.of(NodeState.evidence(node)))
                .withRemedy(Remedy.of("bring node " + node.getMetadata().getName()
                        + " back; a pod of a set is never started elsewhere while it may still run there"));
    }

    private static String deletion(Pod pod) {
        Optional<Toleration> toleration = Optional.ofNullable(pod.getSpec().getTolerations()).orElse(List.of()).stream()
                .filter(each -> TAINTS.contains(each.getKey()))
                .findFirst();
        return toleration
                .map(each -> each.getTolerationSeconds() == null
                        ? "the pod tolerates that for ever"
                        : "the pod tolerates that for " + each.getTolerationSeconds() + " s")
                .orElse("the pod does not tolerate that");
    }
}
