package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a node answers, by its condition Ready. */
final class NodeState {

    private NodeState() {}

    /** {@return what is wrong with a node, to follow its name; nothing when it is Ready} */
    static Optional<String> trouble(Node node) {
        return ready(node)
                .filter(condition -> !"True".equals(condition.getStatus()))
                .map(condition -> "Unknown".equals(condition.getStatus()) ? "does not answer" : "is not Ready");
    }

    /** {@return since when its condition is what it is} */
    static Optional<Instant> since(Node node) {
        return ready(node).map(NodeCondition::getLastTransitionTime).flatMap(Moments::of);
    }

    static Evidence evidence(Node node) {
        return Evidence.field(
                "Node " + node.getMetadata().getName(),
                "status.conditions[Ready]",
                ready(node)
                        .map(condition ->
                                condition.getStatus() + " (" + condition.getReason() + "): " + condition.getMessage())
                        .orElse("is not there"),
                since(node));
    }

    private static Optional<NodeCondition> ready(Node node) {
        return Optional.ofNullable(node.getStatus()).map(NodeStatus::getConditions).orElse(List.of()).stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
    }
}
