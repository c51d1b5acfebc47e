package dev.holdfast.scenario.action;

import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Pod;

/**
 * Shows that a node, or any but that one, starts pods: that nothing happens to the pods that are there means something only where
 * something could.
 */
public final class NodeProbe {

    private final ScenarioScope scope;
    private final ChosenNode node;
    private int started;

    /** Shows it of the node that a scenario is about. */
    public NodeProbe(ScenarioScope scope, ChosenNode node) {
        this.scope = scope;
        this.node = node;
    }

    /** Has the node that something was done to start a pod, and waits until that is Ready. */
    public void startThere() {
        start("In");
    }

    /** Has another node than the one that something was done to start a pod, and waits until that is Ready. */
    public void startElsewhere() {
        start("NotIn");
    }

    private void start(String operator) {
        started++;
        Pod pod = scope.objects().tools();
        String name = "probe-" + started + "-" + pod.getMetadata().getName();
        pod.getMetadata().setName(name);
        pod.getSpec().setAffinity(hosts(operator));
        Creation.ofPod(scope, pod, "");
    }

    private Affinity hosts(String operator) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator(operator)
                .withValues(node.name())
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }
}
