package dev.holdfast.cluster;

import java.util.Locale;

/** A part of what goes over a node's link. Together the parts are all of it. */
public enum Link {
    /** All that goes between the node and the control plane, but NFS. */
    API,
    /** What goes between the node and the NFS server. */
    NFS,
    /** What goes between the node and the other nodes, pods on both sides included. */
    PEERS;

    /** {@return its name in an order} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
