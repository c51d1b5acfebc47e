package dev.holdfast.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast completion}: what lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script that lets bash or zsh complete commands and options.",
            "To use it in this shell: source <(./holdfast completion)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class CompletionCommand implements Runnable {

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Override
    public void run() {
        parent.terminal()
                .result(AutoComplete.bash("holdfast", spec.root().commandLine()).stripTrailing());
    }
}
