package dev.holdfast.cli;

import dev.holdfast.cluster.Component;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program of a running cluster that a command is about. */
final class NamedComponent {

    static final String COMPONENT =
            "On a node: containerd, kube-proxy, kubelet. In the control plane: etcd, kube-apiserver,"
                    + " kube-controller-manager, kube-scheduler, nfs, provisioner.";
    static final String NODE = "The node that it runs on. Default: the control plane.";

    @Parameters(paramLabel = "COMPONENT", description = COMPONENT)
    private String name;

    @Option(names = "--node", paramLabel = "NODE", description = NODE)
    private String node;

    /** {@return the program} */
    Component component() {
        return new Component(name, Optional.ofNullable(node));
    }
}
