package dev.holdfast.cluster;

import java.util.List;

/**
 * How somebody at a shell reaches a cluster with kubectl.
 *
 * @param setup the lines that the shell needs first
 * @param command how kubectl is called then, with the options that choose the cluster; ready for a shell
 */
public record KubectlAccess(List<String> setup, String command) {

    /** Nothing is known of how it is reached: kubectl as the user has set it up. */
    public static final KubectlAccess UNKNOWN = new KubectlAccess(List.of(), "kubectl");

    /** Keeps its own copy. */
    public KubectlAccess {
        setup = List.copyOf(setup);
    }
}
