package dev.holdfast.cluster;

import java.time.Duration;
import java.util.EnumSet;

/** Gives each order that there is, but those that end a program or start it again, which are not the same everywhere. */
public final class EachOtherOrder {
    private EachOtherOrder() {}

    /**
     * Gives them, one after the other.
     *
     * @param component what is frozen, and goes on
     */
    public static void to(Machines machines, Component component) {
        machines.freeze(component);
        machines.thaw(component);
        machines.killNode("node-1");
        machines.startNode("node-1");
        machines.cut("node-1", EnumSet.of(Link.PEERS, Link.API));
        machines.part("node-1", "node-2");
        machines.delay("node-1", Duration.ofSeconds(2));
        machines.loss("node-1", 12.5);
        machines.fill("node-1");
        machines.empty("node-1");
        machines.makeExportReadOnly();
        machines.makeExportFull();
        machines.makeExportWritable();
        machines.heal("node-1", EnumSet.of(Link.NFS));
        machines.heal("node-1", "node-2");
        machines.heal("node-1");
    }
}
