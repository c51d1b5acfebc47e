package dev.holdfast.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a line as a shell does, as far as pages make use of it. */
final class ShellWords {

    /** A word, quoted or not; what divides commands; a comment. */
    private static final Pattern TOKEN = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"|&;])+|\\|\\|?|&&?|;|\\s+");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]+=.*");

    private ShellWords() {}

    /**
     * Divides a line into commands.
     *
     * @param line the line
     * @return the words of each, without assignments before and redirections behind; a comment is none
     * @throws IllegalArgumentException when a quote is not closed
     */
    static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(line);
        int end = 0;
        boolean atWord = true;
        while (end < line.length()) {
            if (!token.find(end) || token.start() != end) {
                throw new IllegalArgumentException("a quote is not closed: " + line);
            }
            String text = token.group();
            end = token.end();
            if (atWord && text.startsWith("#")) {
                break;
            }
            atWord = text.isBlank();
            if (text.matches("\\|\\|?|&&?|;")) {
                add(commands, words);
                words = new ArrayList<>();
                atWord = true;
            } else if (!text.isBlank()) {
                words.add(text.replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
            }
        }
        add(commands, words);
        return commands;
    }

    private static void add(List<List<String>> commands, List<String> words) {
        List<String> command = new ArrayList<>(words);
        while (!command.isEmpty() && ASSIGNMENT.matcher(command.get(0)).matches()) {
            command.remove(0);
        }
        for (int i = 0; i < command.size(); i++) {
            if (command.get(i).matches("[0-9]?>{1,2}|<")) {
                command.subList(i, Math.min(i + 2, command.size())).clear();
                i--;
            }
        }
        if (!command.isEmpty()) {
            commands.add(command);
        }
    }
}
