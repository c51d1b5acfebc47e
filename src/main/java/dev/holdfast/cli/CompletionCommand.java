package dev.holdfast.cli;

import dev.holdfast.program.ProgramName;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast completion}: what lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = CompletionCommand.WHAT,
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class CompletionCommand implements Runnable {

    static final String WHAT = "Prints a script that lets bash or zsh complete commands and options.";

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    /** Says in the help how the script is used. It names this program, and so no annotation can say it. */
    static void explain(CommandSpec spec) {
        // A percent sign would begin a format.
        String program = ProgramName.with("completion").replace("%", "%%");
        spec.usageMessage().description(WHAT, "To use it in this shell: source <(" + program + ")");
    }

    @Override
    public void run() {
        parent.terminal()
                .result(AutoComplete.bash("holdfast", spec.root().commandLine()).stripTrailing());
    }
}
