package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages;
import dev.holdfast.history.replay.Phrases;
import java.util.List;

/**
 * A pod that comes back on another node than before is the same member: it has the claims and volumes of its predecessor, and finds
 * what that had written. What comes back where it was would find it also if it had never left the node.
 */
public final class NodeSticky extends StorageGuarantee {
    public NodeSticky() {
        super(Promise.of(
                        "node.sticky",
                        "The identity of a Pod, with its stable storage, MUST stick to it regardless of which node it is (re)scheduled"
                                + " on: on another node it mounts the same claims and finds the data written before")
                .otherwise(Harm.DATA, "A member that moves to another node comes back without its data")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity")
                .seenOnlyIn(Kinds.POD, Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<String> moved = ReturnedPods.judge(context, NodeSticky::moved).stream()
                .map(each -> Phrases.pod(each.pod()) + " on node " + NodeOutages.nodeOf(each.pod()) + " after node "
                        + NodeOutages.nodeOf(each.before()))
                .toList();
        return context.findings()
                .verdict(
                        "the same claim, the same volume and the page written before were found by "
                                + Phrases.list(moved),
                        "no pod of " + context.name()
                                + " came back on another node and was then asked for a page that had been written before");
    }

    private static boolean moved(Incarnation before, Incarnation pod) {
        String from = NodeOutages.nodeOf(before);
        String to = NodeOutages.nodeOf(pod);
        return !from.isEmpty() && !to.isEmpty() && !from.equals(to);
    }
}
