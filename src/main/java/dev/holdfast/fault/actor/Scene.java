package dev.holdfast.fault.actor;

import dev.holdfast.cluster.Cluster;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Where somebody acts.
 *
 * @param cluster the cluster
 * @param namespace the namespace
 */
public record Scene(Cluster cluster, String namespace) {

    /** {@return the client to act by} */
    KubernetesClient client() {
        return cluster.client();
    }
}
