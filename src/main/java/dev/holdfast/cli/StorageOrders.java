package dev.holdfast.cli;

import dev.holdfast.cluster.MachineOrder;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands about the disks of a running cluster. */
final class StorageOrders {

    private StorageOrders() {}

    /** Fills a disk. */
    @Command(
            name = "fill",
            description = "Leaves no room where a node's kubelet keeps the volumes and logs of pods; the cluster needs"
                    + " --node-disk.")
    static final class Fill extends OrderCommand.Breaking {

        @Mixin
        private NamedNode node = new NamedNode();

        @Override
        MachineOrder breaking() {
            return node.order("fill");
        }
    }

    /** Makes room. */
    @Command(name = "empty", description = "Makes room again on a node's disk.")
    static final class Empty extends OrderCommand {

        @Mixin
        private NamedNode node = new NamedNode();

        @Override
        MachineOrder order() {
            return node.order("empty");
        }
    }

    /** Has the NFS server refuse things. */
    @Command(
            name = "nfs",
            description =
                    "Has the NFS server refuse every change (read-only), what needs room (full), or nothing (writable).")
    static final class Nfs extends OrderCommand.Breaking {

        private static final List<String> STATES = List.of("read-only", "full", "writable");

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "STATE", description = "What it is from now on: read-only, full or writable.")
        private String state;

        @Override
        MachineOrder breaking() {
            if (!STATES.contains(state)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "the NFS server can be read-only, full or writable, not " + state);
            }
            return new MachineOrder(state);
        }
    }
}
