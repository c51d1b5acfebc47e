package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Whether there are nodes that take pods. */
final class NodesCheck implements Check {

    private static final String WHAT = "nodes";

    private final KubernetesClient client;
    private final Rights rights;
    private List<String> schedulable = List.of();

    NodesCheck(KubernetesClient client, Rights rights) {
        this.client = client;
        this.rights = rights;
    }

    @Override
    public List<Finding> look() {
        if (!rights.visible("nodes")) {
            return List.of(Finding.fit(WHAT, "how many there are may not be looked at"));
        }
        List<Node> all = client.nodes().list().getItems();
        schedulable = all.stream()
                .filter(NodesCheck::takesPods)
                .map(node -> node.getMetadata().getName())
                .toList();
        if (schedulable.isEmpty()) {
            return List.of(Finding.unfit(
                    WHAT,
                    "none of " + all.size() + " takes pods: each is not Ready, cordoned or tainted",
                    "see `kubectl get nodes`; uncordon one, or add one without a taint"));
        }
        return List.of(Finding.fit(WHAT, schedulable.size() + " of " + all.size() + " take pods"));
    }

    /** {@return the names of the nodes that take pods, when they were looked at} */
    List<String> schedulable() {
        return schedulable;
    }

    private static boolean takesPods(Node node) {
        boolean ready = node.getStatus().getConditions().stream()
                .anyMatch(each ->
                        each.getType().equals("Ready") && each.getStatus().equals("True"));
        boolean closed = Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                || node.getSpec().getTaints().stream()
                        .map(Taint::getEffect)
                        .anyMatch(effect -> !effect.equals("PreferNoSchedule"));
        return ready && !closed;
    }
}
