package dev.holdfast.cli;

import dev.holdfast.program.ProgramName;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast completion}: what lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = CompletionCommand.WHAT,
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class CompletionCommand implements Runnable {

    static final String WHAT = "Prints a script that lets bash or zsh complete commands and options.";

    /**
     * What kubectl asks of a program that completes a plugin: it is called with the words that were typed, the last of which may be
     * empty, and prints what fits, and then whether names of files fit, too: 4 if they do not, 0 if they do.
     */
    private static final String ANSWER_TO_KUBECTL = """
            compopt() { :; }
            COMP_WORDS=(holdfast "$@")
            COMP_CWORD=$#
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            COMP_TYPE=9
            COMP_KEY=9
            _complete_holdfast
            if ((${#COMPREPLY[@]})); then
              printf '%s\\n' "${COMPREPLY[@]}" :4
            else
              echo :0
            fi""";

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Option(
            names = "--kubectl",
            description =
                    "Print the program that kubectl looks for as kubectl_complete-holdfast on the PATH, for `kubectl"
                            + " holdfast`.")
    private boolean forKubectl;

    /** Says in the help how the script is used. It names this program, and so no annotation can say it. */
    static void explain(CommandSpec spec) {
        // A percent sign would begin a format.
        String program = ProgramName.with("completion").replace("%", "%%");
        spec.usageMessage().description(WHAT, "To use it in this shell: source <(" + program + ")");
    }

    @Override
    public void run() {
        String script = AutoComplete.bash("holdfast", spec.root().commandLine()).stripTrailing();
        parent.terminal().result(forKubectl ? script + "\n\n" + ANSWER_TO_KUBECTL : script);
    }
}
