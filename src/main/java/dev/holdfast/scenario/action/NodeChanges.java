package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.NodeView;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;

/** What a scenario tells the API of a node, as its administrator does. All of it is taken back when the scenario ends. */
public final class NodeChanges {

    private final ScenarioScope scope;
    private final ChosenNode node;
    private final NodeOrders orders;
    private final List<String> closed = new ArrayList<>();

    /** Changes of the node that a scenario is about, and of others. */
    public NodeChanges(ScenarioScope scope, ChosenNode node, NodeOrders orders) {
        this.scope = scope;
        this.node = node;
        this.orders = orders;
    }

    /**
     * Has the node of a pod take no more pods.
     *
     * @param ordinal which pod
     */
    public void cordon(int ordinal) {
        String cordoned = node.choose(ordinal);
        node.act("have node " + cordoned + " take no more pods", "cordon");
        closeForPods(cordoned);
    }

    /** Has all nodes but one take no more pods, whichever that is. */
    public void leaveOneOpen() {
        List<String> nodes = scope.present().all(Kinds.NODE).stream()
                .map(seen -> seen.object().name())
                .sorted()
                .toList();
        nodes.subList(0, nodes.size() - 1).forEach(name -> {
            scope.act(Action.of("have node " + name + " take no more pods", "cordon", Kinds.NODE, name, ""));
            closeForPods(name);
            closed.add(name);
        });
    }

    /** Has all nodes take pods again. */
    public void openAll() {
        closed.forEach(name -> {
            scope.act(Action.of("have node " + name + " take pods again", "uncordon", Kinds.NODE, name, ""));
            openForPods(name);
        });
        closed.clear();
        node.awaitAllReady();
    }

    /** Has a node take no more pods, and waits until that is known. */
    void closeForPods(String name) {
        scope.cleanUp().registerUndo("that " + name + " takes no pods", () -> openForPods(name));
        on(name).edit(found -> {
            found.getSpec().setUnschedulable(true);
            return found;
        });
        node.await(name, "node " + name + " takes no more pods", NodeView::unschedulable);
    }

    /** Says that the node is out of service: it is shut down, and what ran on it runs no more. */
    public void takeOutOfService() {
        String lost = node.name();
        scope.cleanUp().registerUndo("the taint of " + lost, () -> backIntoService(lost));
        node.act("say that node " + lost + " is out of service", "taint");
        on(lost).edit(found -> {
            found.getSpec()
                    .getTaints()
                    .add(new TaintBuilder()
                            .withKey(NodeView.OUT_OF_SERVICE)
                            .withValue("nodeshutdown")
                            .withEffect("NoExecute")
                            .build());
            return found;
        });
    }

    /** Deletes the node, as one that will not come back. */
    public void delete() {
        String lost = node.name();
        orders.makeAnewInTheEnd();
        node.act("delete Node " + lost, Action.DELETE);
        on(lost).delete();
    }

    private void openForPods(String name) {
        on(name).edit(found -> {
            found.getSpec().setUnschedulable(null);
            return found;
        });
    }

    private void backIntoService(String name) {
        on(name).edit(found -> {
            found.getSpec().getTaints().removeIf(taint -> taint.getKey().equals(NodeView.OUT_OF_SERVICE));
            return found;
        });
    }

    /** By the cluster's own client, since that of a run that was told to end refuses everything. */
    private Resource<Node> on(String name) {
        return scope.run().cluster().client().nodes().withName(name);
    }
}
