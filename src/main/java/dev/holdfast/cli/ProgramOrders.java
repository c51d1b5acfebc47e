package dev.holdfast.cli;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.MachineOrder;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about programs of a running cluster, and about whole nodes. */
final class ProgramOrders {

    private static final Pattern NODE_NAME = Pattern.compile("node-\\d+");

    private ProgramOrders() {}

    /** Stops a program where it is. */
    @Command(
            name = "freeze",
            description = "Stops a program of the cluster where it is (SIGSTOP); what it has started goes on.")
    static final class Freeze extends OrderCommand.Breaking {

        @Mixin
        private NamedComponent named = new NamedComponent();

        @Override
        MachineOrder breaking() {
            return MachineOrder.about("freeze", named.component());
        }
    }

    /** Lets a frozen program go on. */
    @Command(name = "thaw", description = "Lets a frozen program go on.")
    static final class Thaw extends OrderCommand {

        @Mixin
        private NamedComponent named = new NamedComponent();

        @Override
        MachineOrder order() {
            return MachineOrder.about("thaw", named.component());
        }
    }

    /** Ends a program or a node. */
    @Command(
            name = "kill",
            description =
                    "Ends a program, which stays away until it is restarted, or a whole node, until it is started.")
    static final class Kill extends OrderCommand.Breaking {

        @Parameters(
                paramLabel = "COMPONENT|NODE",
                description = NamedComponent.COMPONENT + " Or a node, such as node-2.")
        private String target;

        @Option(names = "--node", paramLabel = "NODE", description = NamedComponent.NODE)
        private String node;

        @Override
        MachineOrder breaking() {
            boolean whole = node == null && NODE_NAME.matcher(target).matches();
            return whole
                    ? MachineOrder.atNode("kill", target)
                    : MachineOrder.about("kill", new Component(target, Optional.ofNullable(node)));
        }
    }

    /** Starts a program anew. */
    @Command(name = "restart", description = "Ends a program of the cluster, if it runs, and starts it.")
    static final class Restart extends OrderCommand {

        @Mixin
        private NamedComponent named = new NamedComponent();

        @Override
        MachineOrder order() {
            return MachineOrder.about("restart", named.component());
        }
    }

    /** Starts a node. */
    @Command(name = "start", description = "Starts a node that was killed, with what is on its disk.")
    static final class Start extends OrderCommand {

        @Mixin
        private NamedNode node = new NamedNode();

        @Override
        MachineOrder order() {
            return node.order("start");
        }
    }
}
