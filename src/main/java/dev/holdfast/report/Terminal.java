package dev.holdfast.report;

import dev.holdfast.explanation.Answer;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Sign;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where people read: whole lines, never mixed with each other, in colour only where colour was asked for. */
public final class Terminal {

    private static final String RESET = "\u001b[0m";

    private final PrintStream results;
    private final PrintStream progress;
    private final boolean colour;

    /**
     * Writes to two streams.
     *
     * @param results takes what the run showed
     * @param progress takes what is being done meanwhile
     * @param colour whether the results may be coloured
     */
    public Terminal(PrintStream results, PrintStream progress, boolean colour) {
        this.results = results;
        this.progress = progress;
        this.colour = colour;
    }

    /**
     * The terminal of this process. The launcher, which can see whether it is one, says so by the system property
     * {@code holdfast.colour}.
     *
     * @return results on the standard output, progress on the standard error, in UTF-8
     */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("holdfast.colour"));
    }

    /**
     * Prints what the run showed.
     *
     * @param text one or more whole lines, without the last line end
     */
    public synchronized void result(String text) {
        results.println(text);
    }

    /** {@return the same way out for what brings its own lines} */
    public PrintWriter writer() {
        return new PrintWriter(results, true, StandardCharsets.UTF_8);
    }

    /**
     * Prints what is being done.
     *
     * @param line one line, without its end
     */
    public synchronized void progress(String line) {
        progress.println(line);
    }

    /**
     * Prints why nothing can be done.
     *
     * @param sentence one sentence
     */
    public synchronized void error(String sentence) {
        progress.println("error: " + sentence);
    }

    /**
     * The sign of an outcome.
     *
     * @param outcome the outcome
     * @return one character, coloured if that was asked for
     */
    public String sign(Outcome outcome) {
        String code =
                switch (outcome) {
                    case PASSED -> "32";
                    case FAILED -> "31";
                    case INCONCLUSIVE -> "33";
                    case NOT_APPLICABLE -> "36";
                    case KNOWN_DEVIATION -> "35";
                };
        return paint(code, Sign.of(outcome));
    }

    /**
     * The sign of an answer to the question how it is with a set.
     *
     * @param answer the answer
     * @return one character, coloured if that was asked for
     */
    public String sign(Answer answer) {
        return switch (answer) {
            case DONE -> paint("32", "✓");
            case WAITS_FOR_SOMEBODY -> paint("36", "‖");
            case GOES_ON -> paint("33", "…");
            case CANNOT_GO_ON -> paint("31", "✗");
        };
    }

    /** {@return a text that stands out, where colour was asked for} */
    public String strong(String text) {
        return paint("1", text);
    }

    /** {@return a text that stands back, where colour was asked for} */
    public String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
