package dev.holdfast.report.page;

import dev.holdfast.guarantee.Outcome;
import java.util.Locale;

/** How an outcome is shown: a sign, a word and a class for its colour, so that nobody has to tell colours apart. */
public final class Sign {

    private Sign() {}

    /** {@return one character} */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case INCONCLUSIVE -> "?";
            case NOT_APPLICABLE -> "–";
            case KNOWN_DEVIATION -> "≠";
        };
    }

    /** {@return one or two words in lower case} */
    public static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_APPLICABLE -> "not applicable";
            case KNOWN_DEVIATION -> "known deviation";
        };
    }

    /** {@return the class of elements that show this outcome} */
    public static String style(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
