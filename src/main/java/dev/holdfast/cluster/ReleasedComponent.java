package dev.holdfast.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A component of Kubernetes that can run in another release than the API server, which is what a cluster's release is
 * called after.
 */
public enum ReleasedComponent {
    /** The controllers, that of StatefulSets among them. */
    KUBE_CONTROLLER_MANAGER("kube-controller-manager", 30),
    /** What makes the addresses of Services lead to pods, on each node. */
    KUBE_PROXY("kube-proxy", EmbeddedClusterOptions.OLDEST),
    /** What chooses a node for each pod. */
    KUBE_SCHEDULER("kube-scheduler", 30),
    /** What runs pods, on each node. */
    KUBELET("kubelet", EmbeddedClusterOptions.OLDEST);

    private final String program;
    private final int oldest;

    /**
     * A component.
     *
     * @param program what its program is called
     * @param oldest the oldest minor release of which it can be built, and fits
     */
    ReleasedComponent(String program, int oldest) {
        this.program = program;
        this.oldest = oldest;
    }

    /** {@return what its program is called} */
    public String program() {
        return program;
    }

    /** {@return what the programs of all of them are called} */
    public static List<String> programs() {
        return Arrays.stream(values()).map(ReleasedComponent::program).toList();
    }

    /**
     * The component of a name.
     *
     * @param program what its program is called
     * @return the component, or nothing when there is none of that name
     */
    public static Optional<ReleasedComponent> of(String program) {
        return Arrays.stream(values())
                .filter(component -> component.program.equals(program))
                .findFirst();
    }

    /**
     * Why the component cannot be built of a release of Kubernetes.
     *
     * @param version what was asked for
     * @return a clause that goes on after the version, or nothing when nothing is known against it
     */
    public Optional<String> objection(String version) {
        return EmbeddedClusterOptions.objection(version, oldest);
    }
}
