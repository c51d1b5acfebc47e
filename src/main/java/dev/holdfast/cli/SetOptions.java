package dev.holdfast.cli;

import dev.holdfast.manifest.SetManifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that put a set of the user's own in the place of the project's. */
@HelpSection("A set of yours")
final class SetOptions extends OptionGroup {

    @Option(
            names = "--set",
            paramLabel = "FILE",
            arity = "1..*",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description =
                    "Run the scenarios with @any-set, on the StatefulSet in these manifests: what `helm template` or"
                            + " `kustomize build` print, in one file or several.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--set-name", paramLabel = "NAME", description = "Which of several StatefulSets in them.")
    private String name;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "How many pods it is to have. Default: as many as the manifests say, and at least 2.")
    private Integer replicas;

    @Option(
            names = "--next",
            paramLabel = "FILE",
            arity = "1..*",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description =
                    "The next version of these manifests, to which it is updated. Default: an annotation in the pod"
                            + " template is changed.")
    private List<Path> next = new ArrayList<>();

    /** {@return whether a set of the user's own is meant} */
    boolean isMeant() {
        return !files.isEmpty();
    }

    /**
     * The set that is meant.
     *
     * @return nothing when it is the project's own
     * @throws ParameterException when it cannot be run in a namespace of its own
     */
    Optional<SetManifests> read() {
        if (!isMeant()) {
            requireUnused();
            return Optional.empty();
        }
        try {
            SetManifests set = SetManifests.read(
                    files,
                    Optional.ofNullable(name),
                    replicas == null ? OptionalInt.empty() : OptionalInt.of(replicas));
            return Optional.of(next.isEmpty() ? set : set.updatedTo(next));
        } catch (IllegalArgumentException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private void requireUnused() {
        if (name != null || replicas != null || !next.isEmpty()) {
            String option = name != null ? "--set-name" : replicas != null ? "--replicas" : "--next";
            throw wrong(option + " is about a set of yours; name its manifests with --set");
        }
    }

    /**
     * Refuses what a set of the user's own cannot be run with.
     *
     * @param namespace the namespace that all scenarios share, if they do
     * @throws ParameterException when they do
     */
    void requireOwnNamespaces(Optional<String> namespace) {
        if (isMeant() && namespace.isPresent()) {
            throw wrong("--set makes your objects under their own names, once for each scenario, and --namespace "
                    + namespace.get() + " has room for one of each name: leave --namespace out");
        }
    }
}
