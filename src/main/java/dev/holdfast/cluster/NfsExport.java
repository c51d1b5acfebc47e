package dev.holdfast.cluster;

import java.nio.file.Path;

/**
 * The folder that the cluster's NFS server exports.
 *
 * @param server the address that nodes mount from
 * @param path the exported root as an NFS client names it; a folder {@code a} in it is {@code path + "/a"}
 * @param directory the same folder as this process sees it, to look behind the cluster's back
 */
public record NfsExport(String server, String path, Path directory) {}
