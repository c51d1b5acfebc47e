package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a Node.
 *
 * @param ready the status of its Ready condition: {@code True}, {@code False} when its kubelet says that it is not, or {@code
 *     Unknown} when nothing has been heard of its kubelet for too long; empty when there is none yet
 * @param unschedulable whether it takes no new pods ({@code spec.unschedulable})
 * @param taints the keys of its taints
 */
public record NodeView(String ready, boolean unschedulable, Set<String> taints) implements View {
    /** The taint by which people say that a node is shut down and will not come back by itself. */
    public static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

    private static final String TRUE = "True";
    private static final String UNKNOWN = "Unknown";

    /** Copies the taints. */
    public NodeView {
        taints = Set.copyOf(taints);
    }

    /**
     * The view of a node.
     *
     * @throws IllegalArgumentException if the object is not a Node
     */
    public static NodeView of(Resource resource) {
        return resource.view(NodeView.class);
    }

    /** The view of the node that was observed. */
    public static NodeView of(Observation observation) {
        return of(observation.object());
    }

    static NodeView read(JsonNode node) {
        String ready = "";
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (TreeReader.text(condition, "type").equals("Ready")) {
                ready = TreeReader.text(condition, "status");
            }
        }
        Set<String> taints = new TreeSet<>();
        node.path("spec").path("taints").forEach(taint -> taints.add(TreeReader.text(taint, "key")));
        return new NodeView(ready, node.path("spec").path("unschedulable").asBoolean(false), taints);
    }

    /** Whether its kubelet says that pods can run on it, and has said so lately. */
    public boolean isReady() {
        return ready.equals(TRUE);
    }

    /** Whether the control plane has not heard of its kubelet for so long that it takes the node for lost. */
    public boolean isUnreachable() {
        return ready.equals(UNKNOWN);
    }

    @Override
    public String summary() {
        return isReady() ? "Ready" : isUnreachable() ? "not heard of" : "not Ready";
    }
}
