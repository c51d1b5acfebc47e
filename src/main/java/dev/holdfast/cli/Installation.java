package dev.holdfast.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What this program was started from: a clone of the project, or a distribution, which has no sources and may lie in a folder
 * that its users cannot write to.
 */
final class Installation {

    private Installation() {}

    /**
     * Where a command writes to if nobody says where: into the project, and with a distribution to where the user is.
     *
     * @param name what the folder is called, in the folder {@code target}
     */
    static Path report(String name) {
        Path folder = isProject() ? VerifyOptions.home() : Path.of("").toAbsolutePath();
        return folder.resolve("target").resolve(name);
    }

    /** {@return why no cluster can be started from here, whatever the machine, or nothing; a sentence that can go on} */
    static Optional<String> obstacleToCluster() {
        return isProject()
                ? Optional.empty()
                : Optional.of("a cluster that Holdfast starts is built from the folder node/, which only a clone of the"
                        + " project has: start the holdfast of a clone, on Linux");
    }

    private static boolean isProject() {
        return Files.isRegularFile(VerifyOptions.home().resolve("node/go.mod"));
    }
}
