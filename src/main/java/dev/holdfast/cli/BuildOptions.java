package dev.holdfast.cli;

import dev.holdfast.cluster.EmbeddedClusterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options about the programs that a cluster of this machine consists of: which, and from where. */
@HelpSection("A cluster that Holdfast starts")
final class BuildOptions extends OptionGroup {

    @Option(
            names = "--kubernetes",
            paramLabel = "VERSION",
            description = "The Kubernetes release to build and run, such as 1.36.3. Default: the one the project pins.")
    private String kubernetes;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where built programs and images are kept. Default: $$HOLDFAST_CACHE, else holdfast in $$XDG_CACHE_HOME or ~/.cache.")
    private Path cache;

    @Option(
            names = "--node-bundle",
            paramLabel = "FILE|URL",
            description = "Takes programs and images from a bundle instead of building them, as far as it has them. Its"
                    + " checksum is in FILE.sha256, or follows as #sha256=SUM.")
    private String nodeBundle;

    /**
     * The release that was asked for.
     *
     * @return its version, or nothing when any will do
     * @throws ParameterException when it cannot be built
     */
    Optional<String> kubernetes() {
        refuse(Optional.ofNullable(kubernetes)
                .flatMap(EmbeddedClusterOptions::objection)
                .map(objection -> "--kubernetes " + kubernetes + " " + objection));
        return Optional.ofNullable(kubernetes);
    }

    /**
     * Where a bundle is that was asked for.
     *
     * @return a file or an address, with its checksum if that was given; nothing when no bundle was named
     * @throws ParameterException when there is no such file
     */
    Optional<String> nodeBundle() {
        if (nodeBundle == null || nodeBundle.matches("https?://.+")) {
            return Optional.ofNullable(nodeBundle);
        }
        int sum = nodeBundle.indexOf("#sha256=");
        Path file = Path.of(sum < 0 ? nodeBundle : nodeBundle.substring(0, sum));
        if (!Files.isRegularFile(file)) {
            throw wrong("--node-bundle " + file + " is not a file");
        }
        return Optional.of(file.toAbsolutePath() + (sum < 0 ? "" : nodeBundle.substring(sum)));
    }

    /** {@return the absolute path of the folder that built programs and images are kept in} */
    Path cache() {
        return cache == null ? CacheFolder.of(System.getenv()) : cache.toAbsolutePath();
    }
}
