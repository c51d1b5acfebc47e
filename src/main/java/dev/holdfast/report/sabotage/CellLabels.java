package dev.holdfast.report.sabotage;

import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Sign;

/** How an ending is shown: a sign, a word and a class for its colour, so that nobody has to tell colours apart. */
public final class CellLabels {

    private CellLabels() {}

    /** {@return one character; where the scenario need not notice the fault, it is not one that says that it is bad} */
    public static String sign(SabotageReport.CellReport cell) {
        return switch (cell.ending()) {
            case KILLED -> "✓";
            case STEP_ALONE -> "!";
            case SURVIVED -> cell.expected() ? "✗" : "·";
            case WRONG_REASON -> "≠";
            case INCONCLUSIVE -> "?";
            case TIMED_OUT -> "…";
            case NOT_APPLICABLE -> "–";
            case NOT_TRIED -> "○";
        };
    }

    /** {@return one or two words in lower case} */
    public static String of(CellOutcome ending) {
        return switch (ending) {
            case KILLED -> "killed";
            case STEP_ALONE -> "by a step alone";
            case SURVIVED -> "survived";
            case WRONG_REASON -> "wrong reason";
            case INCONCLUSIVE -> "inconclusive";
            case TIMED_OUT -> "timed out";
            case NOT_APPLICABLE -> "not applicable";
            case NOT_TRIED -> "not tried";
        };
    }

    /** {@return one or two words in lower case for what became of it in this scenario} */
    public static String of(SabotageReport.CellReport cell) {
        boolean unnoticed = cell.ending() == CellOutcome.SURVIVED && !cell.expected();
        return unnoticed ? "not noticed, and need not be" : of(cell.ending());
    }

    /** {@return one or two words in lower case for what became of a fault} */
    public static String of(SabotageReport.FaultReport fault) {
        return switch (fault.result()) {
            case "notApplicable" -> of(CellOutcome.NOT_APPLICABLE);
            case SabotageReport.FaultReport.NOT_TRIED -> of(CellOutcome.NOT_TRIED);
            default -> fault.result();
        };
    }

    /** {@return the class of elements that show it} */
    public static String style(SabotageReport.CellReport cell) {
        return switch (cell.ending()) {
            case KILLED -> "passed";
            case SURVIVED, WRONG_REASON -> cell.expected() ? "failed" : "not-applicable";
            case STEP_ALONE, INCONCLUSIVE, TIMED_OUT -> cell.expected() ? "inconclusive" : "not-applicable";
            case NOT_APPLICABLE, NOT_TRIED -> "not-applicable";
        };
    }

    /** {@return the outcome of a scenario as the report spells it} */
    static String of(Outcome outcome) {
        return Sign.word(outcome);
    }
}
