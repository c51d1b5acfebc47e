package dev.holdfast.report.conformance;

import dev.holdfast.guarantee.Outcome;

/** An outcome as documents for machines spell it. */
public final class Word {

    private Word() {}

    /** {@return the word for an outcome} */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_APPLICABLE -> "notApplicable";
            case KNOWN_DEVIATION -> "knownDeviation";
        };
    }
}
