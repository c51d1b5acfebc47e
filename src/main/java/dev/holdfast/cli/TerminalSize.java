package dev.holdfast.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How large the terminal is, as {@code stty} says it.
 *
 * @param rows how many lines it has
 * @param columns how many characters a line has
 */
record TerminalSize(int rows, int columns) {

    private static final File TERMINAL = new File("/dev/tty");

    /** {@return the size now; nothing where there is no terminal} */
    static Optional<TerminalSize> now() {
        // The launcher says so: it can see whether the output is a terminal, and this process cannot.
        if (!Boolean.getBoolean("holdfast.colour") || "dumb".equals(System.getenv("TERM"))) {
            return Optional.empty();
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            return of(said);
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads "24 80". One of a size of nothing is none. */
    static Optional<TerminalSize> of(String said) {
        String[] numbers = said.strip().split(" ");
        boolean two = numbers.length == 2 && numbers[0].matches("\\d{1,5}") && numbers[1].matches("\\d{1,5}");
        return two
                ? Optional.of(new TerminalSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])))
                        .filter(size -> size.rows() > 3 && size.columns() > 39)
                : Optional.empty();
    }
}
