package dev.holdfast.storage;

import dev.holdfast.cluster.NfsExport;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The static volumes of one scenario: a folder of its own on the NFS server, and in it one folder for each volume, as the
 * tutorial has {@code /nfs/data/a} and {@code /nfs/data/b}.
 */
public final class StaticVolumes {

    private final NfsExport export;
    private final String owner;
    private final Map<String, String> labels;

    /**
     * Volumes that do not exist yet.
     *
     * @param export the NFS server's folder
     * @param owner tells this scenario from every other one; part of the names of volumes and of the folder
     * @param labels put on every volume; claims choose by them
     */
    public StaticVolumes(NfsExport export, String owner, Map<String, String> labels) {
        this.export = export;
        this.owner = owner;
        this.labels = Map.copyOf(labels);
    }

    /**
     * A volume of the tutorial, as this scenario makes it. Volumes belong to the whole cluster: with the names and the
     * paths of the tutorial two scenarios, or two runs, would meet in one volume, and a claim of one would be bound to a
     * volume of another. So the name and the folder are this scenario's own, and the labels are what its claims choose by.
     *
     * @param tutorial the volume as the tutorial writes it
     * @return the volume to create
     */
    public PersistentVolume adapt(PersistentVolume tutorial) {
        return new PersistentVolumeBuilder(tutorial)
                .editMetadata()
                .withName(tutorial.getMetadata().getName() + "-" + owner)
                .addToLabels(labels)
                .endMetadata()
                .editSpec()
                .editNfs()
                .withServer(export.server())
                .withPath(export.path() + "/" + owner + "/" + folderName(tutorial))
                .endNfs()
                .endSpec()
                .build();
    }

    /**
     * Makes the folder that a volume stands for, writable for whoever the pod runs as.
     *
     * @param tutorial the volume as the tutorial writes it
     */
    public void makeFolder(PersistentVolume tutorial) {
        Path folder = root().resolve(folderName(tutorial));
        try {
            Files.createDirectories(folder);
            // Not by an attribute of the creation, which the process's umask would narrow.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the volume's folder " + folder, failed);
        }
    }

    /** {@return the folder that holds all folders of this scenario, as this process sees it} */
    public Path root() {
        return export.directory().resolve(owner);
    }

    /** Removes the scenario's folders with all that is in them; none may be there. No pod may use them any more. */
    public void removeFolders() {
        Path root = root();
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove " + root, failed);
        }
    }

    private static String folderName(PersistentVolume tutorial) {
        return Path.of(tutorial.getSpec().getNfs().getPath()).getFileName().toString();
    }
}
