package dev.holdfast.cli;

import dev.holdfast.preflight.Roles;
import dev.holdfast.run.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code holdfast rbac}: the least rights that a run on a cluster of the user's own needs, an observation or an explanation. */
@Command(
        name = "rbac",
        description =
                "Prints the least permissions that a run on a cluster of yours needs, `observe` or `explain`, as YAML for kubectl apply.",
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class RbacCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "For a run that stays inside this namespace, or the sets of this namespace alone."
                    + " Default: for one that makes namespaces, or the sets of all.")
    private String namespace;

    @Option(
            names = "--observe",
            description =
                    "For `observe`, which lists and watches and does nothing else. Default: for a run of scenarios.")
    private boolean observe;

    @Option(
            names = "--explain",
            description = "For `explain`, which gets and lists and does nothing else. Default: for a run of scenarios.")
    private boolean explain;

    @Override
    public Integer call() {
        ChosenOptions.objection(namespace).ifPresent(sentence -> {
            throw new ParameterException(spec.commandLine(), sentence);
        });
        if (observe && explain) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--observe and --explain print the permissions of two commands; ask for one after the other");
        }
        Roles roles = new Roles(VerifyOptions.home().resolve("manifests"));
        Optional<String> inside = Optional.ofNullable(namespace);
        parent.terminal().result(text(roles, inside).stripTrailing());
        return ExitCode.KEPT;
    }

    private String text(Roles roles, Optional<String> inside) {
        if (explain) {
            return roles.explainingText(inside);
        }
        return observe ? roles.observingText(inside) : roles.text(inside);
    }
}
