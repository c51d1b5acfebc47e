package dev.holdfast.report;

import java.nio.file.Path;

/** How a file is named to people: from where they are, if it is below that. */
final class Shown {

    private Shown() {}

    static String path(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }
}
