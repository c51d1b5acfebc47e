package dev.holdfast.cli;

import dev.holdfast.cluster.MachineOrder;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands about the links of a running cluster's nodes. */
final class LinkOrders {

    private LinkOrders() {}

    private static final List<String> LINKS = List.of("api", "nfs", "peers");

    private static MachineOrder with(MachineOrder order, List<String> links) {
        return links == null ? order : order.with("links", links);
    }

    /** Cuts a node off. */
    @Command(name = "cut", description = "Drops what goes over a node's link, without a word to either side.")
    static final class Cut extends OrderCommand.Breaking {

        @Mixin
        private NamedNode node = new NamedNode();

        @Option(
                names = "--from",
                paramLabel = "LINK",
                split = ",",
                description =
                        "What it is cut from: api (the control plane), nfs (the NFS server), peers (the other nodes)."
                                + " Default: all three.")
        private List<String> links;

        @Override
        MachineOrder breaking() {
            return with(node.order("cut"), links);
        }
    }

    /** Parts two nodes. */
    @Command(name = "part", description = "Drops what goes between two nodes, their pods included.")
    static final class Part extends OrderCommand.Breaking {

        @Mixin
        private NamedNode node = new NamedNode();

        @Option(names = "--from", paramLabel = "NODE", required = true, description = "The other node.")
        private String other;

        @Override
        MachineOrder breaking() {
            return node.order("part").with("from", other);
        }
    }

    /** Delays packets. */
    @Command(
            name = "delay",
            description =
                    "Has each packet on a node's link arrive later, in both directions; the kernel needs sch_netem.")
    static final class Delay extends OrderCommand.Breaking {

        @Mixin
        private NamedNode node = new NamedNode();

        @Option(
                names = "--by",
                paramLabel = "DURATION",
                required = true,
                description = "How much later, such as 200ms.")
        private String by;

        @Override
        MachineOrder breaking() {
            return node.order("delay").with("by", by);
        }
    }

    /** Loses packets. */
    @Command(name = "loss", description = "Loses packets on a node's link, in both directions.")
    static final class Loss extends OrderCommand.Breaking {

        @Mixin
        private NamedNode node = new NamedNode();

        @Option(names = "--percent", paramLabel = "P", required = true, description = "How many of a hundred.")
        private double percent;

        @Override
        MachineOrder breaking() {
            return node.order("loss").with("percent", percent);
        }
    }

    /** Mends links. */
    @Command(name = "heal", description = "Undoes what is wrong with a node's link.")
    static final class Heal extends OrderCommand {

        @Mixin
        private NamedNode node = new NamedNode();

        @Option(
                names = "--from",
                paramLabel = "LINK|NODE",
                split = ",",
                description =
                        "What it is to reach again: links as for cut, or a node that it was parted from. Default: all,"
                                + " and its link neither delays nor loses anything any more.")
        private List<String> from;

        @Override
        MachineOrder order() {
            if (from != null && from.size() == 1 && !LINKS.contains(from.get(0))) {
                return node.order("heal").with("from", from.get(0));
            }
            return with(node.order("heal"), from);
        }
    }
}
