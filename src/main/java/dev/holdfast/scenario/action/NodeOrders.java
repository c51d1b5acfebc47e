package dev.holdfast.scenario.action;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.Link;
import dev.holdfast.cluster.Machines;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.NodeView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/**
 * What a scenario does to the node that a pod of its set is on. All of it is written down before it is done, and undone when the
 * scenario ends, however it ends: others are to have these nodes after it.
 */
public final class NodeOrders {

    private static final Set<Link> TO_THE_CONTROL_PLANE = EnumSet.of(Link.API);

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private final List<String> closed = new ArrayList<>();
    private Optional<String> node = Optional.empty();

    /** Orders about the nodes of a set's pods, of which none is given yet. */
    public NodeOrders(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /** Waits until all nodes are Ready and take pods: what an earlier scenario did to them may still be seen. */
    public void awaitAllReady() {
        scope.await("all nodes are Ready", scope.timeouts().nodeReported(), present -> {
            List<Observation> nodes = present.all(Kinds.NODE);
            return !nodes.isEmpty()
                    && nodes.stream().map(NodeView::of).allMatch(seen -> seen.isReady()
                            && seen.taints().isEmpty());
        });
    }

    /**
     * Cuts the node of a pod off from the control plane, and waits until it has not been heard of for so long that it is taken for
     * lost. What runs on it goes on.
     *
     * @param ordinal which pod
     */
    public void cutOff(int ordinal) {
        String cut = choose(ordinal);
        set.goes(ordinal);
        scope.cleanUp().registerUndo("the cut link of " + cut, () -> machines().heal(cut));
        act("cut node " + cut + " off from the control plane", "cut");
        machines().cut(cut, TO_THE_CONTROL_PLANE);
        await("node " + cut + " is not heard of any more", NodeView::isUnreachable);
    }

    /** Joins the node to the control plane again, and waits until it is Ready. */
    public void join() {
        act("join node " + chosen() + " to the control plane again", "heal");
        machines().heal(chosen());
        await("node " + chosen() + " is Ready again", NodeView::isReady);
    }

    /**
     * Restarts the kubelet of a pod's node, and returns as soon as it runs again.
     *
     * @param ordinal which pod
     */
    public void restartKubelet(int ordinal) {
        String restarted = choose(ordinal);
        act("restart the kubelet of node " + restarted, Action.RESTART_KUBELET);
        machines().restart(Component.onNode(restarted, "kubelet"));
    }

    /**
     * Has the node of a pod take no new pods.
     *
     * @param ordinal which pod
     */
    public void cordon(int ordinal) {
        String cordoned = choose(ordinal);
        act("have node " + cordoned + " take no more pods", "cordon");
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
            schedulable(name, true);
        });
        closed.clear();
        awaitAllReady();
    }

    /** Has a node take no more pods, and waits until that is known. */
    void closeForPods(String name) {
        scope.cleanUp().registerUndo("that no pods are scheduled to " + name, () -> schedulable(name, true));
        schedulable(name, false);
        await(name, "node " + name + " takes no more pods", NodeView::unschedulable);
    }

    /**
     * A pod is on another node than the one that something was done to.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it is not
     */
    public void requireElsewhere(int ordinal) {
        scope.require(() -> {
            String now = nodeOf(scope.present(), ordinal);
            if (now.isEmpty() || now.equals(chosen())) {
                throw new NotKeptError(
                        "pod " + set.names().pod(ordinal) + " is on another node than " + chosen(),
                        now.isEmpty() ? "it is on none" : "it is there",
                        scope.file());
            }
        });
    }

    /** {@return the node that something was done to last} */
    String chosen() {
        return node.orElseThrow(() -> new IllegalStateException("the scenario has done nothing to a node yet"));
    }

    /** Takes the node of a pod for the one that something is done to. */
    String choose(int ordinal) {
        String found = nodeOf(scope.present(), ordinal);
        if (found.isEmpty()) {
            throw new IllegalStateException("pod " + set.names().pod(ordinal) + " is on no node");
        }
        node = Optional.of(found);
        return found;
    }

    private String nodeOf(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, set.names().pod(ordinal))
                .map(pod -> PodView.of(pod).nodeName())
                .orElse("");
    }

    private void await(String promised, Predicate<NodeView> condition) {
        await(chosen(), promised, condition);
    }

    private void await(String name, String promised, Predicate<NodeView> condition) {
        scope.await(promised, scope.timeouts().nodeReported(), present -> present.find(Kinds.NODE, name)
                .map(NodeView::of)
                .filter(condition)
                .isPresent());
    }

    private void act(String description, String verb) {
        scope.act(Action.of(description, verb, Kinds.NODE, chosen(), ""));
    }

    private Machines machines() {
        return scope.run()
                .cluster()
                .machines()
                .orElseThrow(() -> new TestAbortedException("the cluster has no nodes that this run can break"));
    }

    /** By the cluster's own client, since that of a run that was told to end refuses everything. */
    private void schedulable(String name, boolean schedulable) {
        KubernetesClient client = scope.run().cluster().client();
        client.nodes()
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"unschedulable\":" + !schedulable + "}}");
    }
}
