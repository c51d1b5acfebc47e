package dev.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What of this machine can be told before a quarter of an hour is spent on building. */
final class Host {

    private Host() {}

    /** {@return one sentence on why the embedded cluster cannot run here, or nothing} */
    static Optional<String> objection() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("the embedded cluster needs Linux, and this is " + System.getProperty("os.name"));
        }
        if (!root()) {
            return Optional.of("the embedded cluster needs root, to make namespaces and mounts of its own;"
                    + " run the same command with: sudo env \"PATH=$PATH\"");
        }
        return Optional.empty();
    }

    private static boolean root() {
        try {
            // Uid: real, effective, saved, file system.
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .anyMatch(line -> line.split("\\s+")[2].equals("0"));
        } catch (IOException e) {
            // Without /proc nobody can tell; the cluster itself refuses when it has to.
            return true;
        }
    }
}
