package dev.holdfast.history.replay;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.NodeView;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** When the nodes of a cluster were unreachable: their kubelets had not been heard of for too long. */
public final class NodeOutages {
    private final Map<String, List<Lifetime>> nodes;
    private final Map<String, List<Outage>> byNode = new HashMap<>();

    /**
     * A time in which a node was unreachable.
     *
     * @param node the node's name
     * @param from the state that says so first
     * @param to the first state that does not say so any more, or the deletion of the node; absent while it lasts
     */
    public record Outage(String node, Observation from, Optional<Observation> to) {
        /** The end, if the node came back and was not deleted. */
        public Optional<Observation> back() {
            return to.filter(end -> !end.deleted());
        }

        /** Whether it had begun, and had not ended, as of that revision. */
        public boolean contains(long resourceVersion) {
            return from.resourceVersion() < resourceVersion && !endedBy(resourceVersion);
        }

        /** Whether it had ended as of that revision. */
        public boolean endedBy(long resourceVersion) {
            return to.filter(end -> end.resourceVersion() <= resourceVersion).isPresent();
        }
    }

    private NodeOutages(History history) {
        nodes = history.lifetimesByName(Kinds.NODE, "");
        for (Lifetime node : history.lifetimes(Kinds.NODE, "")) {
            byNode.computeIfAbsent(node.name(), any -> new ArrayList<>()).addAll(outages(node));
        }
    }

    /** Those of a history, worked out once for all who ask. */
    public static NodeOutages of(History history) {
        return history.derived(NodeOutages.class, "", () -> new NodeOutages(history));
    }

    /** The times in which the node of a pod was unreachable while the pod was to end, or at the moment at which it was gone. */
    public List<Outage> whileEnding(Incarnation pod) {
        Optional<Observation> ending = pod.firstTerminating();
        if (ending.isEmpty()) {
            return List.of();
        }
        long end = pod.deleted().map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        return byNode.getOrDefault(nodeOf(pod), List.of()).stream()
                .filter(outage -> outage.from().resourceVersion() < end
                        && !outage.endedBy(ending.get().resourceVersion()))
                .toList();
    }

    /**
     * The state of a pod's node, while the pod was to end, in which it was not Ready and said to be out of service. A pod that is
     * still there says nothing of a node of which that was taken back.
     */
    public Optional<Observation> outOfService(Incarnation pod) {
        if (pod.firstTerminating().isEmpty()) {
            return Optional.empty();
        }
        long ending = pod.firstTerminating().get().resourceVersion();
        long end = pod.deleted().map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        List<Observation> states = nodes.getOrDefault(nodeOf(pod), List.of()).stream()
                .flatMap(node -> Stream.concat(
                        node.at(ending).stream(),
                        node.states().stream()
                                .filter(state -> state.resourceVersion() > ending && state.resourceVersion() < end)))
                .toList();
        boolean takenBack =
                pod.deleted().isEmpty() && !states.isEmpty() && !isOutOfService(states.get(states.size() - 1));
        return takenBack
                ? Optional.empty()
                : states.stream().filter(NodeOutages::isOutOfService).findFirst();
    }

    private static boolean isOutOfService(Observation state) {
        NodeView node = NodeView.of(state);
        return !state.deleted() && !node.isReady() && node.taints().contains(NodeView.OUT_OF_SERVICE);
    }

    /** The deletion of a pod's node while the pod was there. */
    public Optional<Observation> deletedUnder(Incarnation pod) {
        long begin = pod.lifetime().first().resourceVersion();
        long end = pod.deleted().map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        return nodes.getOrDefault(nodeOf(pod), List.of()).stream()
                .flatMap(node -> node.states().stream())
                .filter(Observation::deleted)
                .filter(state -> state.resourceVersion() > begin && state.resourceVersion() < end)
                .findFirst();
    }

    /** The name of the node that a pod was bound to; empty when it never was. */
    public static String nodeOf(Incarnation pod) {
        return PodView.of(pod.lifetime().last()).nodeName();
    }

    private static List<Outage> outages(Lifetime node) {
        List<Outage> outages = new ArrayList<>();
        Observation since = null;
        for (Observation state : node.states()) {
            boolean now = !state.deleted() && NodeView.of(state).isUnreachable();
            if (now && since == null) {
                since = state;
            } else if (!now && since != null) {
                outages.add(new Outage(node.name(), since, Optional.of(state)));
                since = null;
            }
        }
        if (since != null) {
            outages.add(new Outage(node.name(), since, Optional.empty()));
        }
        return outages;
    }
}
