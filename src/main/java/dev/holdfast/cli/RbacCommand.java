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

/** {@code holdfast rbac}: the least rights that a run on a cluster of the user's own needs. */
@Command(
        name = "rbac",
        description = "Prints the least permissions that a run on a cluster of yours needs, as YAML for kubectl apply.",
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
            description = "For a run that stays inside this namespace. Default: for one that makes namespaces.")
    private String namespace;

    @Override
    public Integer call() {
        ChosenOptions.objection(namespace).ifPresent(sentence -> {
            throw new ParameterException(spec.commandLine(), sentence);
        });
        Roles roles = new Roles(VerifyOptions.home().resolve("manifests"));
        parent.terminal().result(roles.text(Optional.ofNullable(namespace)).stripTrailing());
        return ExitCode.KEPT;
    }
}
