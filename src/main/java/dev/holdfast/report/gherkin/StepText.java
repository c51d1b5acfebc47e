package dev.holdfast.report.gherkin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a scenario as it was run.
 *
 * @param keyword {@code Given}, {@code When} and so on, without white space
 * @param text the rest of its line
 * @param status how it went
 * @param seconds how long it took
 * @param ended when it ended; empty when it did not
 * @param background whether it is written in a Background, not in the scenario itself
 * @param table its data table by rows; none when it has none
 * @param docString its text block; empty when it has none
 * @param message what was thrown, without a stack trace; empty when nothing was
 */
public record StepText(
        String keyword,
        String text,
        Status status,
        double seconds,
        Optional<Instant> ended,
        boolean background,
        List<List<String>> table,
        String docString,
        String message) {

    /** {@return when it began; empty when it did not end} */
    public Optional<Instant> began() {
        return ended.map(then -> then.minus(Duration.ofMillis(Math.round(seconds * 1000))));
    }

    /** How a step went. */
    public enum Status {
        /** It held. */
        PASSED,
        /** It did not hold, or something broke. */
        FAILED,
        /** It was not run. */
        SKIPPED,
        /** It could not be run: nobody, or more than one, defined it, or it is not written yet. */
        UNDEFINED,
        /** The run ended before it did. */
        UNKNOWN;

        /** {@return one lower-case word} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
