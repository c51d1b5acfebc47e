package dev.holdfast.cli;

import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.ImageRole;
import dev.holdfast.cluster.NfsClient;
import dev.holdfast.spelling.Suggestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options about the cluster, shared by all commands that start one. */
@HelpSection("A cluster that Holdfast starts")
final class EmbeddedOptions extends OptionGroup {

    private static final Set<String> OWN = Set.of(
            "--kubernetes",
            "--nodes",
            "--simulated-nodes",
            "--nfs-client",
            "--node-disk",
            "--component",
            "--component-version",
            "--feature-gates",
            "--extra-arg",
            "--audit-log",
            "--image-archive",
            "--data",
            "--cache",
            "--node-bundle");

    @Mixin
    private BuildOptions build = new BuildOptions();

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes = 1;

    @Option(
            names = "--simulated-nodes",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many further nodes KWOK simulates: no container runs there, and only pods land there that"
                            + " tolerate it. Default: ${DEFAULT-VALUE}.")
    private int simulatedNodes;

    @Option(
            names = "--nfs-client",
            paramLabel = "CLIENT",
            defaultValue = "fuse",
            description = "What nodes mount NFS volumes with: fuse or kernel. Default: ${DEFAULT-VALUE}.")
    private String nfsClient = "fuse";

    @Option(
            names = "--node-disk",
            paramLabel = "SIZE",
            description =
                    "Keep what each kubelet stores (volumes, logs) on a disk of this size in memory, such as 512Mi, so"
                            + " that it can be filled. Default: on this machine's disk.")
    private String nodeDisk;

    @Mixin
    private ComponentOptions components = new ComponentOptions();

    @Option(
            names = "--feature-gates",
            paramLabel = "A=true,B=false",
            description = "Feature gates for all Kubernetes components.")
    private String featureGates;

    @Option(
            names = "--extra-arg",
            paramLabel = "NAME=--FLAG=VALUE",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "One more argument for a component, such as kube-apiserver=--v=4. Repeatable.")
    private List<String> extraArguments = new ArrayList<>();

    @Option(
            names = "--audit-log",
            paramLabel = "FILE",
            description =
                    "A new file for the API server's audit log, which has each write of what a StatefulSet consists"
                            + " of. Only with an embedded cluster.")
    private Path auditLog;

    @Option(
            names = "--image",
            paramLabel = "ROLE=REFERENCE",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "The image that plays a role (web, web-next, tools). Repeatable.")
    private Map<String, String> images = new LinkedHashMap<>();

    @Option(
            names = "--image-archive",
            paramLabel = "FILE",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "An archive of images that the nodes are given, such as docker save writes. Repeatable.")
    private List<Path> imageArchives = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the cluster keeps its data. Default: a new folder in the cache that goes with the cluster.")
    private Path data;

    /**
     * The cluster that was asked for.
     *
     * @param home the project's folder
     * @param log the file for the cluster's own messages
     * @param alsoBuild programs to build that the cluster does not need itself
     * @param alsoPass arguments for components, besides those that were given
     * @throws ParameterException when an option cannot be meant
     */
    EmbeddedClusterOptions read(Path home, Path log, List<String> alsoBuild, List<String> alsoPass) {
        if (nodes < 1) {
            throw wrong("--nodes must be 1 or more, not " + nodes);
        }
        if (simulatedNodes < 0) {
            throw wrong("--simulated-nodes must be 0 or more, not " + simulatedNodes);
        }
        NfsClient client = NfsClient.of(nfsClient)
                .orElseThrow(() -> wrong("--nfs-client must be fuse or kernel, not " + nfsClient));
        if (nodeDisk != null && !nodeDisk.matches("[0-9]+[KMGT]i?")) {
            throw wrong("--node-disk must be a size such as 512Mi, not " + nodeDisk);
        }
        Map<String, Path> programs = components.programs();
        Map<String, String> versions = components.versions();
        extraArguments.forEach(argument -> {
            if (!argument.matches("[a-z0-9-]+=--.+")) {
                throw wrong("--extra-arg must be NAME=--FLAG=VALUE, not " + argument);
            }
        });
        imageArchives.forEach(archive -> {
            if (!Files.isRegularFile(archive)) {
                throw wrong("--image-archive " + archive + " is not a file");
            }
        });
        if (auditLog != null && Files.exists(auditLog)) {
            throw wrong("--audit-log " + auditLog + " is there already: it would tell of two clusters");
        }
        if (auditLog != null && !Files.isDirectory(auditLog.toAbsolutePath().getParent())) {
            throw wrong("--audit-log " + auditLog + " cannot be written: there is no such folder");
        }
        return new EmbeddedClusterOptions(
                home,
                build.cache(),
                build.kubernetes(),
                build.nodeBundle(),
                nodes,
                simulatedNodes,
                client,
                Optional.ofNullable(nodeDisk),
                programs,
                versions,
                Optional.ofNullable(featureGates),
                Stream.concat(alsoPass.stream(), extraArguments.stream()).toList(),
                Optional.ofNullable(auditLog).map(Path::toAbsolutePath),
                images(),
                imageArchives.stream().map(Path::toAbsolutePath).toList(),
                Optional.ofNullable(data).map(Path::toAbsolutePath),
                log,
                alsoBuild);
    }

    /** {@return what was said about components that are not those of the cluster's release} */
    ComponentOptions components() {
        return components;
    }

    /**
     * {@return the images that were named, by role}
     *
     * @throws ParameterException when there is no such role
     */
    Map<String, String> images() {
        List<String> roles =
                Stream.of(ImageRole.values()).map(ImageRole::role).sorted().toList();
        for (String role : images.keySet()) {
            if (!roles.contains(role)) {
                throw wrong("--image " + role + ": the roles are " + String.join(", ", roles)
                        + Suggestions.question(role, roles));
            }
        }
        return images;
    }

    /** {@return the first option that was given and means nothing to a cluster that is there already} */
    Optional<String> given() {
        return command().commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(OWN::contains)
                .findFirst();
    }
}
