package dev.holdfast.cli;

import dev.holdfast.cluster.AvailableClusterProvider;
import dev.holdfast.cluster.ClusterProvider;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.K3sClusterOptions;
import dev.holdfast.cluster.K3sClusterProvider;
import dev.holdfast.cluster.K3sImage;
import dev.holdfast.cluster.chosen.ChosenClusterOptions;
import dev.holdfast.cluster.chosen.ChosenClusterProvider;
import dev.holdfast.cluster.chosen.Examination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which kind of cluster a run is given, with the options of each kind. */
@HelpSection("A cluster that Holdfast starts")
final class ClusterChoice extends OptionGroup {

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            converter = ClusterKind.Reader.class,
            completionCandidates = ClusterKind.Words.class,
            description = {
                "The kind of cluster: k3s (in a Docker container) or embedded (built and run on this machine, as root).",
                "Default: k3s where Docker answers and has or can pull its image, else embedded."
            })
    private ClusterKind kind;

    @Option(
            names = "--k3s-image",
            paramLabel = "IMAGE",
            description = {
                "What a cluster in a container is made of: a version of k3s, the whole name of an image,"
                        + " or \"build\" for one that is built here without a registry.",
                "Default: rancher/k3s:v1.36.4-k3s1."
            })
    private String k3sImage;

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    private ChosenOptions chosen = new ChosenOptions();

    private final List<String> programs = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    /**
     * Has an embedded cluster bring a program that it does not need itself.
     *
     * @param program its name
     */
    void alsoBuild(String program) {
        programs.add(program);
    }

    /**
     * Has an embedded cluster start a component with an argument that nobody gave.
     *
     * @param argument as {@code COMPONENT=--flag=value}
     */
    void alsoPass(String argument) {
        arguments.add(argument);
    }

    /**
     * Where the cluster comes from.
     *
     * @param home the project's folder
     * @param report the folder that the cluster's own messages are written to
     * @param examination looks at a cluster of the user's own
     * @throws ParameterException when an option cannot be meant
     */
    ClusterProvider provider(Path home, Path report, Examination examination) {
        if (chosen.isMeant()) {
            return new ChosenClusterProvider(named(), examination);
        }
        chosen.requireUnused();
        EmbeddedClusterOptions build = embedded(home, report);
        if (kind == ClusterKind.EMBEDDED && k3sImage != null) {
            throw wrong("--k3s-image belongs to --cluster k3s");
        }
        EmbeddedClusterProvider onThisMachine = new EmbeddedClusterProvider(build);
        K3sClusterProvider inContainer = new K3sClusterProvider(new K3sClusterOptions(image(), build));
        // Whoever names the image has chosen the kind.
        if (kind == ClusterKind.K3S || k3sImage != null) {
            return inContainer;
        }
        return kind == ClusterKind.EMBEDDED ? onThisMachine : new AvailableClusterProvider(inContainer, onThisMachine);
    }

    /**
     * Refuses a cluster that Holdfast would have to start where it has not got what such a cluster is built from.
     *
     * @throws ParameterException when this is a distribution and no cluster of the user's own is named
     */
    void requireStartable() {
        if (!chosen.isMeant()) {
            refuse(Installation.obstacleToCluster()
                    .map(sentence -> sentence + ", or name a cluster of yours with --context"));
        }
    }

    /** Where nothing is said, takes the cluster that needs nothing but this machine, whatever else is there. */
    void preferEmbedded() {
        if (kind == null && k3sImage == null && !chosen.isMeant()) {
            kind = ClusterKind.EMBEDDED;
        }
    }

    /** {@return whether the cluster is to be an embedded one for certain} */
    boolean isEmbedded() {
        return kind == ClusterKind.EMBEDDED;
    }

    /** {@return what was said about components that are not those of the cluster's release} */
    ComponentOptions components() {
        return embedded.components();
    }

    /** {@return whether a cluster of the user's own is meant} */
    boolean isNamed() {
        return chosen.isMeant();
    }

    private ChosenClusterOptions named() {
        if (k3sImage != null) {
            throw chosen.wrong("--k3s-image is about a cluster that Holdfast starts, not about one of yours");
        }
        if (kind != null) {
            throw chosen.wrong("--cluster " + kind.word() + " is a cluster that Holdfast starts, and --context,"
                    + " --kubeconfig, --current-context or --in-cluster names one of yours");
        }
        embedded.given().ifPresent(option -> {
            throw chosen.wrong(option + " is about a cluster that Holdfast starts, not about one of yours");
        });
        return chosen.read(Images.PUBLISHED.with(embedded.images()), System.getenv());
    }

    /** {@return the namespace that all scenarios share, if they do} */
    Optional<String> namespace() {
        return chosen.namespace();
    }

    /** {@return what was chosen about an embedded cluster} */
    EmbeddedClusterOptions embedded(Path home, Path report) {
        return embedded.read(home, report.resolve("cluster.log"), programs, arguments);
    }

    private K3sImage image() {
        try {
            return Optional.ofNullable(k3sImage).map(K3sImage::read).orElse(K3sImage.PINNED);
        } catch (IllegalArgumentException refused) {
            throw wrong("--k3s-image " + refused.getMessage());
        }
    }
}
