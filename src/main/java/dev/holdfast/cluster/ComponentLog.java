package dev.holdfast.cluster;

import java.nio.file.Path;

/**
 * The log of one program that makes up a cluster.
 *
 * @param component what wrote it, such as {@code kube-controller-manager} or {@code kubelet-node-1}
 * @param file the file, which grows while the cluster runs
 */
public record ComponentLog(String component, Path file) {}
