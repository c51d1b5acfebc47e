package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages;
import java.util.Optional;

/** A node is deleted: the pod garbage collector takes its pods out of the API, and they come back on other nodes. */
public final class NodeDeleted extends GivenUpGuarantee {
    public NodeDeleted() {
        super(Promise.of(
                        "node.deleted",
                        "When a Node is deleted, the Pods that are bound to it MUST be removed from the API, and the controller MUST"
                                + " replace them on other Nodes")
                .otherwise(Harm.AVAILABILITY, "A member of a node that is gone for good never comes back")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#delete-pods")
                .alsoSeenIn(Kinds.NODE));
    }

    @Override
    Optional<Observation> givenUp(Incarnation pod, NodeOutages outages) {
        return outages.deletedUnder(pod);
    }

    @Override
    String said() {
        return "deleted";
    }
}
