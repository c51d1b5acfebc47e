package dev.holdfast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a check that starts a cluster of its own is called with, besides what may be chosen about it. */
public final class OwnCluster {

    @Option(names = "--home", hidden = true, required = true)
    private Path home;

    @Option(names = "--cache", hidden = true, required = true)
    private Path cache;

    /** {@return the folder of the project} */
    public Path home() {
        return home;
    }

    /**
     * What such a cluster is made from.
     *
     * @param keep the folder that its messages go to, which is made
     */
    public EmbeddedClusterOptions options(Path keep) throws IOException {
        Files.createDirectories(keep);
        return EmbeddedClusterOptions.of(
                home,
                cache,
                Optional.empty(),
                Optional.empty(),
                keep.resolve("cluster.log").toAbsolutePath());
    }
}
