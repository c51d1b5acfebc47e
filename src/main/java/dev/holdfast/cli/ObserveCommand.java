package dev.holdfast.cli;

import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.ServedKind;
import dev.holdfast.cluster.chosen.ChosenCluster;
import dev.holdfast.cluster.chosen.ChosenClusterOptions;
import dev.holdfast.cluster.chosen.ChosenClusterProvider;
import dev.holdfast.observer.LiveObservation;
import dev.holdfast.observer.ObservedSets;
import dev.holdfast.program.ProgramName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast observe}: watches the sets of a cluster, and says when a guarantee is broken and by whom. */
@Command(
        name = "observe",
        description = {
            "Watches the StatefulSets of a cluster of yours without touching them, and says when a guarantee is broken, by whom"
                    + " and what proves it.",
            "It lists and watches, and nothing else; `rbac --observe` prints the permissions for that."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  holdfast observe --context staging -n shop   the sets of one namespace, until Ctrl-C",
            "  holdfast observe --context staging --until-rest shop/web --report out   beside what changes the set"
        })
final class ObserveCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Mixin
    private ObserveOptions options = new ObserveOptions();

    @Override
    public Integer call() {
        ObservedSets which = options.sets();
        Optional<Path> report = options.report();
        options.serve();
        ChosenClusterOptions cluster = new ChosenClusterOptions(
                access.read(System.getenv()), Optional.empty(), Optional.empty(), Images.PUBLISHED, which.namespace());
        try (ChosenCluster chosen = new ChosenClusterProvider(cluster, (found, progress) -> {}).connect()) {
            Map<ServedKind, String> hidden = LiveObservation.refused(chosen.client(), which.namespace());
            requireNeeded(hidden, which);
            tellHidden(hidden);
            ObservationRun run = new ObservationRun(
                    parent.terminal(),
                    options,
                    report,
                    Typed.launcher(spec.root().commandLine(), spec));
            return run.run(chosen.client(), which, hidden);
        } catch (IllegalStateException failed) {
            throw new ClusterFailedException("it cannot be observed: " + failed.getMessage());
        }
    }

    private static void requireNeeded(Map<ServedKind, String> hidden, ObservedSets which) {
        List<ServedKind> missing =
                LiveObservation.NEEDED.stream().filter(hidden::containsKey).toList();
        if (!missing.isEmpty()) {
            throw new ClusterRefusedException("with these permissions "
                    + missing.stream().map(ServedKind::plural).collect(Collectors.joining(" and "))
                    + which.namespace().map(name -> " of namespace " + name).orElse(" of all namespaces")
                    + " may not be listed and watched; have somebody grant what `"
                    + ProgramName.with("rbac --observe"
                            + which.namespace()
                                    .map(name -> " --namespace " + name)
                                    .orElse(""))
                    + "` prints" + (which.namespace().isEmpty() ? ", or name a namespace with --namespace" : ""));
        }
    }

    private void tellHidden(Map<ServedKind, String> hidden) {
        if (!hidden.isEmpty()) {
            parent.terminal()
                    .progress("not watched, for lack of permissions: "
                            + hidden.keySet().stream().map(ServedKind::plural).collect(Collectors.joining(", "))
                            + "; what takes them to be judged is inconclusive");
        }
    }
}
