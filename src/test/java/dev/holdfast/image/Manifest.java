package dev.holdfast.image;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The objects of a file of {@code manifests}. */
record Manifest(List<HasMetadata> objects) {
    private static final Path MANIFESTS =
            Path.of(System.getProperty("holdfast.home", "")).resolve("manifests");

    static Manifest read(String file) {
        try {
            Object read = new KubernetesSerialization().unmarshal(Files.readString(MANIFESTS.resolve(file)));
            return new Manifest(
                    read instanceof List<?> list
                            ? list.stream().map(HasMetadata.class::cast).toList()
                            : List.of((HasMetadata) read));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The first of a kind. */
    <T extends HasMetadata> T the(Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
