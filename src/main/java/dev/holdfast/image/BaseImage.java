package dev.holdfast.image;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image with the program {@code java} in its {@code PATH}, to build on. */
@FunctionalInterface
public interface BaseImage {

    /** How a file is told from a name. */
    String FILE_PREFIX = Jib.TAR_IMAGE_PREFIX;

    /**
     * Finds one.
     *
     * @param reference its name in a registry, or {@value #FILE_PREFIX} and a file that an image was saved to
     * @throws IllegalArgumentException with one sentence when that cannot name an image
     */
    static BaseImage named(String reference) {
        if (reference.startsWith(FILE_PREFIX)) {
            Path file = Path.of(reference.substring(FILE_PREFIX.length()));
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(file + " is not a file that an image was saved to");
            }
            return () -> Jib.from(TarImage.at(file));
        }
        RegistryName name = RegistryName.parse(reference);
        return () -> Jib.from(name.image());
    }

    /** {@return an image that begins with this one} */
    JibContainerBuilder builder();
}
