package dev.holdfast.fault.actor;

import dev.holdfast.cluster.NfsExport;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of volumes on the NFS server, as this process sees them. */
final class Folders {

    private final Scene scene;
    private final NfsExport export;

    Folders(Scene scene) {
        this.scene = scene;
        this.export = scene.cluster().nfs().orElseThrow();
    }

    /** {@return the folders of a pod's volumes} */
    List<Path> of(Pod pod) {
        return PodFacts.claims(pod).stream()
                .flatMap(claim -> of(claim).stream())
                .toList();
    }

    private Optional<Path> of(String claim) {
        PersistentVolumeClaim found = scene.client()
                .persistentVolumeClaims()
                .inNamespace(scene.namespace())
                .withName(claim)
                .get();
        return Optional.ofNullable(found)
                .map(bound -> bound.getSpec().getVolumeName())
                .map(name -> scene.client().persistentVolumes().withName(name).get())
                .map(PersistentVolume::getSpec)
                .map(spec -> spec.getNfs())
                .map(nfs -> export.directory().resolve(Path.of(export.path()).relativize(Path.of(nfs.getPath()))));
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    static void empty(Path folder) {
        for (Path file : files(folder)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + file, e);
            }
        }
    }

    /** Exchanges the contents of the files that two folders both have. */
    static void exchange(Path one, Path other) {
        for (Path file : files(one)) {
            Path twin = other.resolve(file.getFileName());
            try {
                if (Files.isRegularFile(twin)) {
                    byte[] content = Files.readAllBytes(file);
                    Files.write(file, Files.readAllBytes(twin));
                    Files.write(twin, content);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot exchange " + file + " and " + twin, e);
            }
        }
    }
}
