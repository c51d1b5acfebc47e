package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages;
import java.util.Optional;

/** A node that is not Ready is said to be out of service, by its taint: its pods go by force, and come back on other nodes. */
public final class NodeOutOfService extends GivenUpGuarantee {
    public NodeOutOfService() {
        super(Promise.of(
                        "node.out-of-service",
                        "When a Node that is not Ready has the taint node.kubernetes.io/out-of-service, its Pods MUST be deleted by"
                                + " force, and the controller MUST replace them on other Nodes")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A member of a node that was shut down does not come back, although somebody said so")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown")
                .alsoSeenIn(Kinds.NODE));
    }

    @Override
    Optional<Observation> givenUp(Incarnation pod, NodeOutages outages) {
        return outages.outOfService(pod);
    }

    @Override
    String said() {
        return "out of service";
    }
}
