package dev.holdfast.cli;

import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.NfsExport;
import dev.holdfast.cluster.chosen.ChosenClusterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options about a cluster of the user's own that a run is to have.
 */
@HelpSection("A cluster of yours")
final class ChosenOptions extends OptionGroup {

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Stay inside this namespace of your cluster. Default: each scenario makes one of its own.")
    private String namespace;

    @Option(
            names = "--storage-class",
            paramLabel = "NAME",
            description = "The class that makes volumes on your cluster. Default: its default class.")
    private String storageClass;

    @Option(
            names = "--nfs-server",
            paramLabel = "HOST:/PATH",
            description = "A folder that the nodes of your cluster can mount, for scenarios with static volumes.")
    private String nfsServer;

    @Option(
            names = "--nfs-directory",
            paramLabel = "DIR",
            description = "The same folder as this machine sees it, where Holdfast checks what pods wrote.")
    private Path nfsDirectory;

    /** {@return whether a cluster of the user's own is meant} */
    boolean isMeant() {
        return access.isMeant();
    }

    /**
     * Refuses options that say something about a cluster of the user's own when none is named.
     *
     * @throws ParameterException when there is one
     */
    void requireUnused() {
        for (var each : Map.of(
                        "--namespace", Optional.ofNullable(namespace),
                        "--storage-class", Optional.ofNullable(storageClass),
                        "--nfs-server", Optional.ofNullable(nfsServer),
                        "--nfs-directory", Optional.ofNullable(nfsDirectory))
                .entrySet()) {
            if (each.getValue().isPresent()) {
                throw wrong(each.getKey() + " is about a cluster of yours; name it with --context");
            }
        }
    }

    /**
     * The cluster that was named.
     *
     * @param images the images that scenarios run
     * @param environment the environment variables of this process
     * @throws ParameterException when an option cannot be meant
     */
    ChosenClusterOptions read(Images images, Map<String, String> environment) {
        refuse(objection(namespace));
        return new ChosenClusterOptions(
                access.read(environment),
                Optional.ofNullable(storageClass),
                nfs(),
                images,
                Optional.ofNullable(namespace));
    }

    /** {@return the namespace that all scenarios share, if they do} */
    Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    /** {@return why the value of {@code --namespace} cannot be meant; nothing when it can be, or is not given} */
    static Optional<String> objection(String namespace) {
        return Optional.ofNullable(namespace)
                .filter(name -> !name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"))
                .map(name -> "--namespace " + name + " cannot be the name of a namespace");
    }

    private Optional<NfsExport> nfs() {
        if (nfsServer == null && nfsDirectory == null) {
            return Optional.empty();
        }
        if (nfsServer == null || nfsDirectory == null) {
            throw wrong(
                    "--nfs-server and --nfs-directory go together: the folder as nodes mount it, and as this machine"
                            + " sees it");
        }
        int colon = nfsServer.indexOf(":/");
        if (colon < 1) {
            throw wrong("--nfs-server must be HOST:/PATH, not " + nfsServer);
        }
        Path directory = nfsDirectory.toAbsolutePath();
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw wrong("--nfs-directory " + nfsDirectory + " is not a folder that can be written to");
        }
        String path = nfsServer.substring(colon + 1);
        return Optional.of(new NfsExport(
                nfsServer.substring(0, colon),
                path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                directory));
    }
}
