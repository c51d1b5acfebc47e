package dev.holdfast.cluster;

import java.util.Optional;

/**
 * A program that a cluster is made of.
 *
 * @param name its name, such as {@code kubelet} or {@code etcd}
 * @param node the node that it runs on, or nothing where it belongs to the control plane
 */
public record Component(String name, Optional<String> node) {

    /**
     * A program of a node.
     *
     * @param node the node's name
     * @param name {@code containerd}, {@code kube-proxy} or {@code kubelet}
     */
    public static Component onNode(String node, String name) {
        return new Component(name, Optional.of(node));
    }

    /**
     * A program that the cluster has once.
     *
     * @param name {@code etcd}, {@code kube-apiserver}, {@code kube-controller-manager}, {@code kube-scheduler}, {@code nfs}
     *     (the NFS server) or {@code provisioner} (of its volumes)
     */
    public static Component inControlPlane(String name) {
        return new Component(name, Optional.empty());
    }
}
