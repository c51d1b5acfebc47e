package dev.holdfast.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.TarImage;
import java.nio.file.Path;

/** Where an image is brought. */
@FunctionalInterface
public interface Destination {

    /**
     * An archive, as {@code docker load} and {@code ctr images import} take it.
     *
     * @param file the file, which is replaced
     * @param name what the image is called in it
     * @throws IllegalArgumentException with one sentence when that cannot name an image
     */
    static Destination file(Path file, String name) {
        RegistryName parsed = RegistryName.parse(name);
        return () -> Containerizer.to(TarImage.at(file).named(parsed.reference()));
    }

    /**
     * A registry, which is asked with the credentials that {@code docker login} saved.
     *
     * @param name the name of the image, which begins with the registry's
     * @throws IllegalArgumentException with one sentence when that cannot name an image
     */
    static Destination registry(String name) {
        RegistryName parsed = RegistryName.parse(name);
        return () -> Containerizer.to(parsed.image());
    }

    /** {@return what brings it there} */
    Containerizer containerizer();
}
