package dev.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A control group of Linux, whose processor time the kernel counts, that of processes which have ended included.
 *
 * @param folder where the kernel shows it
 */
record ControlGroup(Path folder) {
    private static final Path ALL = Path.of("/sys/fs/cgroup");
    private static final String FIRST_VERSION = "cpuacct.usage";
    private static final String SECOND_VERSION = "cpu.stat";

    /** The groups of all embedded clusters that run on this machine. */
    static Set<ControlGroup> ofClusters() throws IOException {
        try (Stream<Path> folders = Files.find(
                ALL, 2, (path, attributes) -> path.getFileName().toString().startsWith("holdfast-"))) {
            return folders.filter(folder ->
                            Files.exists(folder.resolve(FIRST_VERSION)) || Files.exists(folder.resolve(SECOND_VERSION)))
                    .map(ControlGroup::new)
                    .collect(Collectors.toSet());
        }
    }

    /** The group below it of that name. */
    ControlGroup below(String name) {
        return new ControlGroup(folder.resolve(name));
    }

    /** The groups that it consists of. */
    List<ControlGroup> below() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).map(ControlGroup::new).toList();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** The processor time in seconds that all processes in it and below it have used so far. */
    double processorSeconds() throws IOException {
        Path first = folder.resolve(FIRST_VERSION);
        if (Files.exists(first)) {
            return Long.parseLong(Files.readString(first).strip()) / 1e9;
        }
        return Files.readAllLines(folder.resolve(SECOND_VERSION)).stream()
                        .filter(line -> line.startsWith("usage_usec "))
                        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                        .sum()
                / 1e6;
    }

    /** The numbers of the processes in it, without those below it. */
    List<Long> processes() throws IOException {
        return Files.readAllLines(folder.resolve("cgroup.procs")).stream()
                .map(Long::valueOf)
                .toList();
    }
}
