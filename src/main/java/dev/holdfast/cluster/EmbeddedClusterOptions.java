package dev.holdfast.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may choose about the embedded cluster.
 *
 * @param home the project's folder, which has {@code node/} in it
 * @param cache the folder that built programs and images are kept in
 * @param kubernetes the Kubernetes release to build and run; nothing means the one that the project is pinned to
 * @param nodeBundle a bundle, a file or an address, from which is taken what need not be built
 * @param nodes how many nodes
 * @param simulatedNodes how many further nodes that KWOK simulates, on which nothing runs
 * @param nfsClient what the nodes mount NFS volumes with
 * @param nodeDisk the size of each node's own disk, such as {@code 512Mi}; nothing means that it is part of the machine's
 * @param components programs to run instead of the built ones, by component name
 * @param componentVersions releases of Kubernetes from which single components are built and run, by component name
 * @param featureGates feature gates for all components, as {@code A=true,B=false}
 * @param extraArguments further arguments, each as {@code COMPONENT=--flag=value}
 * @param auditLog the file for the API server's audit log; nothing means that none is written
 * @param images image references that replace the built-in ones, by role
 * @param imageArchives further archives of images that every node imports
 * @param data the folder the cluster's data goes to; nothing means a fresh one that is removed with the cluster
 * @param log the file that the cluster's own messages are written to
 * @param alsoBuild programs to build that the cluster itself does not need, such as {@code kubectl}
 */
public record EmbeddedClusterOptions(
        Path home,
        Path cache,
        Optional<String> kubernetes,
        Optional<String> nodeBundle,
        int nodes,
        int simulatedNodes,
        NfsClient nfsClient,
        Optional<String> nodeDisk,
        Map<String, Path> components,
        Map<String, String> componentVersions,
        Optional<String> featureGates,
        List<String> extraArguments,
        Optional<Path> auditLog,
        Map<String, String> images,
        List<Path> imageArchives,
        Optional<Path> data,
        Path log,
        List<String> alsoBuild) {

    /** The minor releases of Kubernetes that can be built, from the oldest to the one that the project is pinned to. */
    static final int OLDEST = 34;

    private static final int NEWEST = 37;

    private static final Pattern RELEASE = Pattern.compile("v?1\\.(\\d{1,4})\\.\\d+(-[a-z0-9.]+)?");

    /** Keeps its own copies. */
    public EmbeddedClusterOptions {
        components = Map.copyOf(components);
        componentVersions = Map.copyOf(componentVersions);
        extraArguments = List.copyOf(extraArguments);
        images = Map.copyOf(images);
        imageArchives = List.copyOf(imageArchives);
        alsoBuild = List.copyOf(alsoBuild);
    }

    /**
     * A cluster of one node, about which nothing is chosen but what it consists of.
     *
     * @param home the project's folder
     * @param cache the folder that built programs and images are kept in
     * @param kubernetes the Kubernetes release; nothing means the one that the project is pinned to
     * @param nodeBundle a bundle from which is taken what need not be built
     * @param log the file that messages are written to
     * @return these options
     */
    public static EmbeddedClusterOptions of(
            Path home, Path cache, Optional<String> kubernetes, Optional<String> nodeBundle, Path log) {
        return new EmbeddedClusterOptions(
                home,
                cache,
                kubernetes,
                nodeBundle,
                1,
                0,
                NfsClient.FUSE,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                log,
                List.of());
    }

    /**
     * The same with other nodes.
     *
     * @param real how many nodes that run what is scheduled there
     * @param simulated how many further nodes that KWOK simulates
     * @return these options
     */
    public EmbeddedClusterOptions withNodes(int real, int simulated) {
        return new EmbeddedClusterOptions(
                home,
                cache,
                kubernetes,
                nodeBundle,
                real,
                simulated,
                nfsClient,
                nodeDisk,
                components,
                componentVersions,
                featureGates,
                extraArguments,
                auditLog,
                images,
                imageArchives,
                data,
                log,
                alsoBuild);
    }

    /**
     * Why a release of Kubernetes cannot be built.
     *
     * @param version what was asked for
     * @return a clause that goes on after the version, or nothing when nothing is known against it
     */
    public static Optional<String> objection(String version) {
        return objection(version, OLDEST);
    }

    /**
     * Why a release of Kubernetes cannot be built, or a part of it.
     *
     * @param version what was asked for
     * @param oldest the oldest minor release that can
     * @return a clause that goes on after the version, or nothing when nothing is known against it
     */
    static Optional<String> objection(String version, int oldest) {
        Matcher matcher = RELEASE.matcher(version);
        if (!matcher.matches()) {
            return Optional.of("is not a version such as 1.36.3");
        }
        int minor = Integer.parseInt(matcher.group(1));
        return minor >= oldest && minor <= NEWEST
                ? Optional.empty()
                : Optional.of("cannot be built: it has to be one of 1." + oldest + " to 1." + NEWEST);
    }

    /** {@return the folder of the Go module that builds and runs the cluster} */
    public Path node() {
        return home.resolve("node");
    }
}
