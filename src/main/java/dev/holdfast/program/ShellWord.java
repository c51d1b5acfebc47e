package dev.holdfast.program;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a command line. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final Pattern TYPED = Pattern.compile("(?:[^\\s'\\\\]|\\\\.|'[^']*')+");

    private ShellWord() {}

    /**
     * A word as it is typed.
     *
     * @param word any text
     * @return the text, in quotes if a shell would not take it as one word
     */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * The words of a line that was made of quoted ones.
     *
     * @param line the line
     * @return the words, as they are typed
     */
    public static List<String> of(String line) {
        return TYPED.matcher(line).results().map(MatchResult::group).toList();
    }
}
