package dev.holdfast.scenario.action;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.Link;
import dev.holdfast.cluster.Machines;
import dev.holdfast.history.Action;
import dev.holdfast.history.view.NodeView;
import dev.holdfast.scenario.ScenarioScope;
import java.util.EnumSet;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/**
 * What a scenario orders of the machine that a node is. All of it is written down before it is done, and undone when the scenario
 * ends, however it ends: others are to have these nodes after it.
 *
 * @param scope what the parts of the scenario share
 * @param node the node that the scenario is about
 */
public record NodeOrders(ScenarioScope scope, ChosenNode node) {

    private static final Set<Link> TO_THE_CONTROL_PLANE = EnumSet.of(Link.API);

    /**
     * Cuts the node of a pod off from the control plane, and waits until it has not been heard of for so long that it is taken for
     * lost. What runs on it goes on.
     *
     * @param ordinal which pod
     */
    public void cutOff(int ordinal) {
        String cut = node.lose(ordinal);
        scope.cleanUp().registerUndo("the cut link of " + cut, () -> {
            machines().heal(cut);
            node.awaitMended(cut);
        });
        node.act("cut node " + cut + " off from the control plane", "cut");
        machines().cut(cut, TO_THE_CONTROL_PLANE);
        node.await(cut, "node " + cut + " is not heard of any more", NodeView::isUnreachable);
    }

    /** Joins the node to the control plane again, and waits until it is Ready. */
    public void join() {
        String cut = node.name();
        node.act("join node " + cut + " to the control plane again", "heal");
        machines().heal(cut);
        node.await(cut, "node " + cut + " is Ready again", NodeView::isReady);
    }

    /**
     * Has the kubelet of a pod's node stand still. What runs on the node goes on.
     *
     * @param ordinal which pod
     */
    public void freezeKubelet(int ordinal) {
        String frozen = node.lose(ordinal);
        scope.cleanUp().registerUndo("the frozen kubelet of " + frozen, () -> {
            machines().thaw(kubelet(frozen));
            node.awaitMended(frozen);
        });
        node.act("have the kubelet of node " + frozen + " stand still", "freeze");
        machines().freeze(kubelet(frozen));
    }

    /**
     * Restarts the kubelet of a pod's node, and returns as soon as it runs again.
     *
     * @param ordinal which pod
     */
    public void restartKubelet(int ordinal) {
        String restarted = node.choose(ordinal);
        node.act("restart the kubelet of node " + restarted, Action.RESTART_KUBELET);
        machines().restart(kubelet(restarted));
    }

    /** Has the node made anew that was deleted, when the scenario ends: its kubelet does that when it starts. */
    void makeAnewInTheEnd() {
        String deleted = node.name();
        scope.cleanUp()
                .registerUndo("the deleted node " + deleted, () -> machines().restart(kubelet(deleted)));
    }

    private static Component kubelet(String name) {
        return Component.onNode(name, "kubelet");
    }

    private Machines machines() {
        return scope.run()
                .cluster()
                .machines()
                .orElseThrow(() -> new TestAbortedException("the cluster has no nodes that this run can break"));
    }
}
