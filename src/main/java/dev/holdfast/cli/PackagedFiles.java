package dev.holdfast.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The features and manifests that the jar of this program carries, as files in a folder of their own. Where the program is a
 * library, there is no folder of the project that has them.
 *
 * @param folder the folder, which is deleted when this is closed
 */
record PackagedFiles(Path folder) implements AutoCloseable {

    private static final Path INSIDE = Path.of("dev", "holdfast", "packaged");

    /**
     * Unpacks them.
     *
     * @throws IOException when they cannot be written, or are not there
     */
    static PackagedFiles unpack() throws IOException {
        return unpack(Path.of(URI.create(PackagedFiles.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString())));
    }

    /**
     * Unpacks what a jar carries.
     *
     * @param place the jar, or a folder with the same in it
     * @throws IOException when it cannot be written, or is not there
     */
    static PackagedFiles unpack(Path place) throws IOException {
        PackagedFiles files = new PackagedFiles(Files.createTempDirectory("holdfast-"));
        if (Files.isDirectory(place)) {
            files.copy(place.resolve(INSIDE));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                files.copy(jar.getPath("/" + INSIDE.toString().replace('\\', '/')));
            }
        }
        return files;
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file : (Iterable<Path>) found.skip(1)::iterator) {
                Files.copy(file, folder.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
