package dev.holdfast.cli;

import dev.holdfast.cluster.MachineOrder;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about programs of a running cluster, and about whole nodes. */
final class ProgramOrders {

    private static final Pattern NODE = Pattern.compile("node-\\d+");

    private ProgramOrders() {}

    private static MachineOrder about(String verb, String component, String node) {
        return new MachineOrder(verb).with("component", component).with("node", node);
    }

    /** Stops a program where it is. */
    @Command(
            name = "freeze",
            description = "Stops a program of the cluster where it is (SIGSTOP); what it has started goes on.")
    static final class Freeze extends OrderCommand.Breaking {

        @Parameters(paramLabel = "COMPONENT", description = Words.COMPONENT)
        private String component;

        @Option(names = "--node", paramLabel = "NODE", description = Words.NODE)
        private String node;

        @Override
        MachineOrder breaking() {
            return about("freeze", component, node);
        }
    }

    /** Lets a frozen program go on. */
    @Command(name = "thaw", description = "Lets a frozen program go on.")
    static final class Thaw extends OrderCommand {

        @Parameters(paramLabel = "COMPONENT", description = Words.COMPONENT)
        private String component;

        @Option(names = "--node", paramLabel = "NODE", description = Words.NODE)
        private String node;

        @Override
        MachineOrder order() {
            return about("thaw", component, node);
        }
    }

    /** Ends a program or a node. */
    @Command(
            name = "kill",
            description =
                    "Ends a program, which stays away until it is restarted, or a whole node, until it is started.")
    static final class Kill extends OrderCommand.Breaking {

        @Parameters(paramLabel = "COMPONENT|NODE", description = Words.COMPONENT + " Or a node, such as node-2.")
        private String target;

        @Option(names = "--node", paramLabel = "NODE", description = Words.NODE)
        private String node;

        @Override
        MachineOrder breaking() {
            boolean whole = node == null && NODE.matcher(target).matches();
            return whole ? about("kill", null, target) : about("kill", target, node);
        }
    }

    /** Starts a program anew. */
    @Command(name = "restart", description = "Ends a program of the cluster, if it runs, and starts it.")
    static final class Restart extends OrderCommand {

        @Parameters(paramLabel = "COMPONENT", description = Words.COMPONENT)
        private String component;

        @Option(names = "--node", paramLabel = "NODE", description = Words.NODE)
        private String node;

        @Override
        MachineOrder order() {
            return about("restart", component, node);
        }
    }

    /** Starts a node. */
    @Command(name = "start", description = "Starts a node that was killed, with what is on its disk.")
    static final class Start extends OrderCommand {

        @Parameters(paramLabel = "NODE", description = "The node, such as node-2.")
        private String node;

        @Override
        MachineOrder order() {
            return about("start", null, node);
        }
    }

    /** What is said in more than one place. */
    private static final class Words {
        static final String COMPONENT = "On a node: containerd, kube-proxy, kubelet. In the control plane: etcd,"
                + " kube-apiserver, kube-controller-manager, kube-scheduler, nfs, provisioner.";
        static final String NODE = "The node that it runs on. Default: the control plane.";

        private Words() {}
    }
}
