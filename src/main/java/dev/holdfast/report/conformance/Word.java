package dev.holdfast.report.conformance;

import dev.holdfast.guarantee.Outcome;

/** An outcome as the report spells it. */
final class Word {

    private Word() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_APPLICABLE -> "notApplicable";
            case KNOWN_DEVIATION -> "knownDeviation";
        };
    }
}
