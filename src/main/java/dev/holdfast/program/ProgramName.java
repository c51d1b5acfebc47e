package dev.holdfast.program;

import java.util.List;

/** How this program is called. Nobody else says it: it is not the same in a clone, in a distribution and in an image. */
public final class ProgramName {

    /** Set by whatever starts Java: the launcher of a clone, that of a distribution, an image. */
    static final String PROPERTY = "holdfast.program";

    /** What nobody told, such as a Maven build of a clone: there, it is the launcher. */
    private static final String LAUNCHER = "./holdfast";

    /** What the launcher says when kubectl started it as its plugin. Two words, and so not to be quoted as one. */
    private static final String PLUGIN = "kubectl holdfast";

    private ProgramName() {}

    /** {@return how somebody calls it from where this process was started, ready for a shell} */
    public static String typed() {
        String name = System.getProperty(PROPERTY, LAUNCHER);
        return name.equals(PLUGIN) ? PLUGIN : ShellWord.quoted(name);
    }

    /**
     * A command of this program.
     *
     * @param arguments what is behind its name, ready for a shell
     * @return a line that is ready for a shell
     */
    public static String with(String arguments) {
        return typed() + " " + arguments;
    }

    /**
     * How many words at the beginning of a command line call this program, wherever it was installed.
     *
     * @param words the words, as they are typed
     * @return 1, 2 if it is called as a plugin of kubectl, or 0 if they call another program
     */
    public static int wordsIn(List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        if (words.get(0).matches("(?s)'?(?:.*/)?holdfast'?")) {
            return 1;
        }
        return words.size() > 1 && PLUGIN.equals(words.get(0) + " " + words.get(1)) ? 2 : 0;
    }
}
