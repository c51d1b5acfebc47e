package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.NfsExport;
import java.util.Optional;

/**
 * What a user may choose about a cluster of their own.
 *
 * @param access how it is reached
 * @param storageClass the class that makes volumes; nothing means its default class
 * @param nfs a folder of an NFS server that its nodes can mount and this process sees too
 * @param images the images that scenarios run, by role
 * @param namespace the one namespace that scenarios have to stay in; nothing means that each makes its own
 */
public record ChosenClusterOptions(
        Access access,
        Optional<String> storageClass,
        Optional<NfsExport> nfs,
        Images images,
        Optional<String> namespace) {}
