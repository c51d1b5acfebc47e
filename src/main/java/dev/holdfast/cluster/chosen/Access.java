package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.KubectlAccess;
import io.fabric8.kubernetes.client.Config;

/** How a cluster is reached that the user has named, and as whom. */
public interface Access {

    /**
     * The address and the credentials.
     *
     * @return what a client needs
     * @throws ClusterRefusedException when they cannot be had
     */
    Config config();

    /**
     * What was named.
     *
     * @return a noun phrase for messages, such as {@code context "staging"}
     * @throws ClusterRefusedException when it does not exist
     */
    String told();

    /**
     * How kubectl is led to the same cluster.
     *
     * @return what somebody has to type
     * @throws ClusterRefusedException when what was named does not exist
     */
    default KubectlAccess kubectl() {
        return KubectlAccess.UNKNOWN;
    }
}
