package dev.holdfast.report;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How a file is named. */
final class Shown {

    private Shown() {}

    /** To people at a terminal: from where they are, if it is below that. */
    static String path(Path file) {
        return from(List.of(here()), file);
    }

    /**
     * In what is saved: from the project, if it lies in it, wherever the run was started; else from where the run was
     * started. A file elsewhere has no other name than its absolute one.
     */
    static String portable(Path file) {
        return from(bases(), file);
    }

    /** {@return the folders from which files are named in what is saved} */
    static List<Path> bases() {
        return Stream.concat(project(), Stream.of(here())).distinct().toList();
    }

    private static String from(List<Path> bases, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return bases.stream()
                .filter(absolute::startsWith)
                .findFirst()
                .map(base -> base.relativize(absolute))
                .orElse(absolute)
                .toString();
    }

    private static Stream<Path> project() {
        String home = System.getProperty("holdfast.home", "");
        return home.isEmpty()
                ? Stream.empty()
                : Stream.of(Path.of(home).toAbsolutePath().normalize());
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }
}
