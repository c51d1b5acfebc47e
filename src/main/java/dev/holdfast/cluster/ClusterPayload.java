package dev.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is brought to a cluster that has nothing of Holdfast's own.
 *
 * @param folder the folder that was built, with {@code bin/} and {@code images/} in it
 */
record ClusterPayload(Path folder) {

    /** The images that a cluster brings itself. */
    private static final List<String> OF_CLUSTERS = List.of("pause", "coredns");

    /** {@return a program that was built} */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** {@return the images that scenarios run, by role} */
    Images images() {
        BuildManifest built = BuildManifest.read(folder);
        return new Images(built.images(), built.packages()).without(OF_CLUSTERS);
    }

    /** {@return the archives of these images, as {@code ctr images import} takes them} */
    List<Path> archives() {
        try (Stream<Path> all = Files.list(folder.resolve("images"))) {
            return all.filter(file -> file.toString().endsWith(".tar"))
                    .filter(file -> OF_CLUSTERS.stream()
                            .noneMatch(role -> file.getFileName().toString().equals(role + ".tar")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ClusterFailedException("cannot look into " + folder + ": " + e.getMessage(), e);
        }
    }
}
