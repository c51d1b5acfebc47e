package dev.holdfast.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Has the programs and images of the embedded cluster built, or finds them built already.
 *
 * @param options what the user chose
 * @param go the program {@code go}
 */
record NodeBuild(EmbeddedClusterOptions options, String go) {

    private static final int REFUSED = 2;

    /**
     * Builds whatever is not in the cache yet.
     *
     * @return the folder that has {@code bin/} and {@code images/} in it
     * @throws ClusterRefusedException when the machine cannot build them
     * @throws ClusterFailedException when building failed
     */
    Path run(Progress progress) throws InterruptedException {
        List<String> arguments = new ArrayList<>();
        options.kubernetes().ifPresent(version -> arguments.addAll(List.of("--kubernetes", version)));
        new TreeMap<>(options.componentVersions())
                .forEach((name, version) -> arguments.addAll(List.of("--component-version", name + "=" + version)));
        options.nodeBundle().ifPresent(source -> arguments.addAll(List.of("--bundle", source)));
        List<String> also = new ArrayList<>(options.alsoBuild());
        if (options.simulatedNodes() > 0) {
            also.add("kwok");
        }
        if (!also.isEmpty()) {
            arguments.addAll(List.of("--also", String.join(",", also)));
        }
        return build(arguments, progress);
    }

    /**
     * Builds whatever is not in the cache yet, and writes all of it to a bundle.
     *
     * @param output the file for the bundle; its checksum is written to another one beside it
     * @throws ClusterRefusedException when the machine cannot build them, or the file cannot be written
     * @throws ClusterFailedException when building failed
     */
    void bundle(Path output, Progress progress) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--write-bundle", output.toString()));
        options.kubernetes().ifPresent(version -> arguments.addAll(List.of("--kubernetes", version)));
        options.nodeBundle().ifPresent(source -> arguments.addAll(List.of("--bundle", source)));
        build(arguments, progress);
    }

    /**
     * Builds what is brought to a cluster that is not built here, as far as it is not in the cache yet.
     *
     * @return the folder that has {@code bin/} and {@code images/} in it
     * @throws ClusterRefusedException when the machine cannot build them
     * @throws ClusterFailedException when building failed
     */
    Path workload(Progress progress) throws InterruptedException {
        return build(List.of("--workload"), progress);
    }

    private Path build(List<String> arguments, Progress progress) throws InterruptedException {
        if (!Files.isRegularFile(options.node().resolve("go.mod"))) {
            throw new ClusterRefusedException(
                    "there is no folder node/ in " + options.home() + ": the embedded cluster is built from it");
        }
        // `go run` would be shorter, but it does not pass the exit code on.
        Path program = options.home().resolve("target/node/holdfast-build");
        output("go build", List.of(go, "build", "-o", program.toString(), "./cmd/holdfast-build"), progress);
        String directory =
                output("holdfast-build", command(program, arguments), progress).strip();
        if (!Files.isDirectory(Path.of(directory))) {
            throw new ClusterFailedException("holdfast-build named no folder of built programs; see " + options.log());
        }
        return Path.of(directory);
    }

    private List<String> command(Path program, List<String> arguments) {
        // Told to end when this process is gone, however it went: a build has no life line to read.
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "TERM",
                program.toString(),
                "--cache",
                options.cache().toString()));
        command.addAll(arguments);
        return command;
    }

    private String output(String name, List<String> command, Progress progress) throws InterruptedException {
        try (Child child = Child.start(command, options.node(), options.log(), progress, false)) {
            String output;
            try (BufferedReader lines = child.output()) {
                output = lines.lines().collect(Collectors.joining("\n"));
            }
            int code = child.await();
            if (code == REFUSED && child.error().isPresent()) {
                throw new ClusterRefusedException(child.error().get());
            }
            if (code != 0) {
                throw new ClusterFailedException(
                        child.error().orElse(name + " ended with exit code " + code + "; see " + options.log()));
            }
            return output;
        } catch (IOException e) {
            throw new ClusterFailedException("cannot read what " + name + " says; see " + options.log(), e);
        }
    }
}
