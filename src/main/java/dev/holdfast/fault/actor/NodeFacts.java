package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;

/** What actors want to know of a node. */
final class NodeFacts {

    private NodeFacts() {}

    /** {@return the status of its condition Ready; empty when it has none yet} */
    static String ready(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(NodeCondition::getStatus)
                .findFirst()
                .orElse("");
    }

    /** Whether it was not heard of before, and is Ready now. */
    static boolean comesBack(Node before, Node now) {
        return ready(before).equals("Unknown") && ready(now).equals("True");
    }
}
