package dev.holdfast.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line that a page shows to be typed, and what the page says comes of it.
 *
 * @param where the page and the line
 * @param words the program and its arguments, as a shell would hand them over
 * @param output the lines that are shown of what it prints; {@code …} stands for what is left out
 * @param exitCode what it is shown to end with; 0 where nothing is said
 */
public record ShownCommand(String where, List<String> words, List<String> output, int exitCode) {

    private static final String PROMPT = "$ ";

    /** How the exit code of the command before is shown. */
    private static final String ASK_CODE = "$ echo $?";

    /**
     * The commands of a page: in blocks of {@code sh}, each line is one; in blocks of {@code console}, those after a prompt are,
     * and what follows is their output.
     *
     * @param page the page
     * @return them from the top on; of a pipe each part
     */
    public static List<ShownCommand> of(Page page) {
        List<ShownCommand> commands = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            if (block.language().equals("sh")) {
                inScript(block, commands);
            } else if (block.language().equals("console")) {
                inConsole(block, commands);
            }
        }
        return commands;
    }

    /**
     * A command line, for itself.
     *
     * @param where where it is shown
     * @param line the line, with what a shell reads in it: quotes, pipes, a comment
     * @return of a pipe each part
     */
    public static List<ShownCommand> ofLine(String where, String line) {
        return ShellWords.commands(line).stream()
                .map(words -> new ShownCommand(where, words, List.of(), 0))
                .toList();
    }

    private static void inScript(Page.Block block, List<ShownCommand> commands) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < block.lines().size(); i++) {
            String text = block.lines().get(i);
            line.append(text);
            if (text.endsWith("\\")) {
                line.setLength(line.length() - 1);
                continue;
            }
            commands.addAll(ofLine(where(block, i), line.toString()));
            line.setLength(0);
        }
    }

    private static void inConsole(Page.Block block, List<ShownCommand> commands) {
        int i = 0;
        while (i < block.lines().size()) {
            String line = block.lines().get(i);
            if (!line.startsWith(PROMPT)) {
                throw new IllegalStateException(where(block, i) + ": a block of console begins with a prompt");
            }
            int begin = i;
            List<String> output = new ArrayList<>();
            i++;
            while (i < block.lines().size() && !block.lines().get(i).startsWith(PROMPT)) {
                output.add(block.lines().get(i));
                i++;
            }
            int code = 0;
            if (i + 1 < block.lines().size() && block.lines().get(i).equals(ASK_CODE)) {
                code = Integer.parseInt(block.lines().get(i + 1));
                i += 2;
            }
            List<List<String>> parts = ShellWords.commands(line.substring(PROMPT.length()));
            if (parts.size() != 1) {
                throw new IllegalStateException(where(block, begin) + ": output is shown of one command at a time");
            }
            commands.add(new ShownCommand(where(block, begin), parts.get(0), output, code));
        }
    }

    private static String where(Page.Block block, int line) {
        return block.page() + ":" + (block.line() + line);
    }

    /** {@return the program that is started} */
    public String program() {
        return words.get(0);
    }

    /** {@return what the program is handed} */
    public List<String> arguments() {
        return words.subList(1, words.size());
    }

    @Override
    public String toString() {
        return where + "  " + String.join(" ", words);
    }
}
