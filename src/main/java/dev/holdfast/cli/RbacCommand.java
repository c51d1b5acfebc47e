package dev.holdfast.cli;

import dev.holdfast.preflight.Roles;
import dev.holdfast.run.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast rbac}: the least rights that a run on a cluster of the user's own needs. */
@Command(
        name = "rbac",
        description = "Prints the least permissions that a run on a cluster of yours needs, as YAML for kubectl apply.",
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class RbacCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "For a run that stays inside this namespace. Default: for one that makes namespaces.")
    private String namespace;

    @Override
    public Integer call() {
        Roles roles = new Roles(VerifyOptions.home().resolve("manifests"));
        parent.terminal().result(roles.text(Optional.ofNullable(namespace)).stripTrailing());
        return ExitCode.KEPT;
    }
}
