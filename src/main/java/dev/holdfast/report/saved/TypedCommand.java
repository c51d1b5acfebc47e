package dev.holdfast.report.saved;

import dev.holdfast.program.ProgramName;
import dev.holdfast.program.ShellWord;
import java.util.List;
import java.util.Optional;

/**
 * A call of this program that was saved with a run. Its words are as they were typed, in their quotes.
 *
 * @param environment the variables before it, each with its value
 * @param program how the program was called then, which may be elsewhere
 * @param global what stands between the program and the name of the command
 * @param name the command, such as {@code verify}
 * @param arguments what stands behind the name
 */
record TypedCommand(
        List<String> environment, String program, List<String> global, String name, List<String> arguments) {

    /** Keeps its own copies. */
    TypedCommand {
        environment = List.copyOf(environment);
        global = List.copyOf(global);
        arguments = List.copyOf(arguments);
    }

    /** What has a value and may stand before the name of a command. */
    private static final String CONFIG = "--config";

    /**
     * Reads what was typed.
     *
     * @param line what was saved
     * @return the call, or nothing if the line calls another program, or no command
     */
    static Optional<TypedCommand> of(String line) {
        List<String> words = ShellWord.of(line);
        int program = 0;
        while (program < words.size() && words.get(program).matches("(?s)[A-Z_]+=.*")) {
            program++;
        }
        int behind = program + ProgramName.wordsIn(words.subList(program, words.size()));
        if (behind == program) {
            return Optional.empty();
        }
        int name = behind;
        while (name < words.size() && words.get(name).startsWith("-")) {
            name += words.get(name).equals(CONFIG) ? 2 : 1;
        }
        return name >= words.size()
                ? Optional.empty()
                : Optional.of(new TypedCommand(
                        words.subList(0, program),
                        String.join(" ", words.subList(program, behind)),
                        words.subList(behind, name),
                        words.get(name),
                        words.subList(name + 1, words.size())));
    }
}
