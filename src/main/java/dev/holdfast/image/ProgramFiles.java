package dev.holdfast.image;

import dev.holdfast.program.ProgramName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The program as the launcher starts it: a jar, and the libraries that it names, which lie at the same places beside the jar
 * wherever it goes.
 *
 * @param jar the jar
 * @param libraries the libraries, as seen from the jar's folder
 */
record ProgramFiles(Path jar, List<Path> libraries) {

    /** Keeps its own copy. */
    ProgramFiles {
        libraries = List.copyOf(libraries);
    }

    /**
     * The program that this process runs.
     *
     * @param type a class of it
     * @throws ImageFailedException when it was not started from a jar
     */
    static ProgramFiles of(Class<?> type) throws ImageFailedException {
        Path place = Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (!Files.isRegularFile(place)) {
            throw new ImageFailedException("an image is made of a jar, and this program runs from the folder " + place
                    + ": start it with " + ProgramName.typed());
        }
        return read(place);
    }

    /**
     * Reads what a jar says about itself.
     *
     * @param jar the jar
     * @throws ImageFailedException when it cannot be read, or a library is missing
     */
    static ProgramFiles read(Path jar) throws ImageFailedException {
        List<Path> libraries;
        try (JarFile file = new JarFile(jar.toFile())) {
            String named = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            libraries = named == null
                    ? List.of()
                    : Arrays.stream(named.split(" ")).map(Path::of).toList();
        } catch (IOException e) {
            throw new ImageFailedException("the jar " + jar + " cannot be read: " + e.getMessage(), e);
        }
        for (Path library : libraries) {
            if (!Files.isRegularFile(jar.resolveSibling(library))) {
                throw new ImageFailedException("the library " + library + " is missing beside " + jar);
            }
        }
        return new ProgramFiles(jar, libraries);
    }
}
