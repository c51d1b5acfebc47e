package dev.holdfast.scenario;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The objects that the features speak of, as they are written in the project's {@code manifests} folder. */
public final class Manifests {

    private final Path directory;
    private final KubernetesSerialization yaml = new KubernetesSerialization();

    /**
     * Reads from a folder.
     *
     * @param directory the folder
     */
    public Manifests(Path directory) {
        this.directory = directory;
    }

    /**
     * One object.
     *
     * @param name the file's name without {@code .yaml}
     * @param type what it is
     * @param <T> what it is
     * @return the object as it is written
     */
    public <T> T read(String name, Class<T> type) {
        Path file = directory.resolve(name + ".yaml");
        try (InputStream in = Files.newInputStream(file)) {
            return yaml.unmarshal(in, type);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        }
    }
}
