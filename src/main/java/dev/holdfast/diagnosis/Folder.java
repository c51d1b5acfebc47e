package dev.holdfast.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folder of one diagnosis: the files that were written to it, none longer than {@value #LONGEST} bytes, and what is missing. */
final class Folder {

    /** A file that is longer is cut: nobody reads more, and a report has to be carried around. */
    static final int LONGEST = 4_000_000;

    private final Path path;
    private final List<String> files = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    Folder(Path path) {
        this.path = path;
    }

    /** Writes a file. One that cannot be written is missing, like everything else that could not be had. */
    void write(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            if (bytes.length > LONGEST) {
                String cut = new String(bytes, 0, LONGEST, StandardCharsets.UTF_8);
                Files.writeString(file, cut + "\n# cut here: " + bytes.length + " bytes in all\n");
            } else {
                Files.write(file, bytes);
            }
            files.add(name);
        } catch (IOException failed) {
            missing(name, failed.toString());
        }
    }

    /** Notes that something could not be saved. */
    void missing(String what, String why) {
        missing.add(what + ": " + why.strip().lines().findFirst().orElse("no reason given"));
    }

    /** {@return the files that are in it} */
    List<String> files() {
        return List.copyOf(files);
    }

    /** {@return what is not} */
    List<String> missing() {
        return List.copyOf(missing);
    }

    SavedDiagnosis saved() {
        // What is written for people comes first.
        List<String> readFirst = files.stream()
                .sorted(Comparator.comparing(file -> file.endsWith(".txt") ? 0 : 1))
                .toList();
        return new SavedDiagnosis(path, readFirst, missing);
    }

    /**
     * Removes a folder with all that is in it.
     *
     * @param folder the folder, which need not exist
     * @throws IOException when something in it cannot be removed
     */
    static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException failed) throws IOException {
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
