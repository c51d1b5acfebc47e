package dev.holdfast.program;

/** How this program is called. Nobody else says it: it is not the same in a clone, in a distribution and in an image. */
public final class ProgramName {

    /** Set by whatever starts Java: the launcher of a clone, that of a distribution, an image. */
    static final String PROPERTY = "holdfast.program";

    /** What nobody told, such as a Maven build of a clone: there, it is the launcher. */
    private static final String LAUNCHER = "./holdfast";

    private ProgramName() {}

    /** {@return how somebody calls it from where this process was started, ready for a shell} */
    public static String typed() {
        return ShellWord.quoted(System.getProperty(PROPERTY, LAUNCHER));
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
     * Whether a word of a command line is this program, wherever it was installed.
     *
     * @param word the word, as it is typed
     */
    public static boolean isCalledBy(String word) {
        return word.matches("(?s)'?(?:.*/)?holdfast'?");
    }
}
