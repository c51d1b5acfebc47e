package dev.holdfast.run;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.ReportedVerdict;
import dev.holdfast.report.ScenarioResult;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a scenario noticed a fault: a verdict has to say that a guarantee is broken which the fault breaks. That a step
 * did not come true is told apart: it may come too late for many reasons, and says of no guarantee that it is broken.
 */
public final class KillRule {

    private KillRule() {}

    /**
     * Decides.
     *
     * @param cell the fault and the scenario
     * @param wave the number of the wave
     * @param result how the scenario ended
     */
    public static CellResult of(Cell cell, int wave, ScenarioResult result) {
        List<String> broken = broken(cell.fault(), result);
        return new CellResult(
                cell,
                wave,
                ending(cell.fault(), result, broken),
                broken,
                seen(result, broken),
                Optional.empty(),
                result.times().took());
    }

    private static CellOutcome ending(Fault fault, ScenarioResult result, List<String> broken) {
        if (!broken.isEmpty()) {
            return CellOutcome.KILLED;
        }
        boolean otherBroken =
                result.verdicts().stream().anyMatch(each -> each.verdict().outcome() == Outcome.FAILED);
        boolean about = !Collections.disjoint(fault.guarantees(), result.guarantees());
        if (result.unmet().isPresent() && about && !otherBroken) {
            return CellOutcome.STEP_ALONE;
        }
        return switch (result.outcome()) {
            case FAILED -> CellOutcome.WRONG_REASON;
            case INCONCLUSIVE -> CellOutcome.INCONCLUSIVE;
            case NOT_APPLICABLE -> CellOutcome.NOT_APPLICABLE;
            case PASSED, KNOWN_DEVIATION -> CellOutcome.SURVIVED;
        };
    }

    /** The guarantees of the fault that the scenario's history shows to be broken; what it is about comes first. */
    private static List<String> broken(Fault fault, ScenarioResult result) {
        return fault.guarantees().stream()
                .filter(id -> judged(id, result).isPresent())
                .sorted(Comparator.comparing((String id) -> result.guarantees().contains(id) ? 0 : 1)
                        .thenComparing(id -> id))
                .toList();
    }

    private static Optional<String> judged(String guarantee, ScenarioResult result) {
        return result.verdicts().stream()
                .filter(each -> each.guarantee().equals(guarantee))
                .filter(each -> each.verdict().outcome() == Outcome.FAILED)
                .map(each -> each.verdict().sentence())
                .findFirst();
    }

    private static String seen(ScenarioResult result, List<String> broken) {
        return switch (result.outcome()) {
            case FAILED ->
                broken.stream()
                        .findFirst()
                        .flatMap(id -> judged(id, result))
                        .or(() -> result.reason().map(KillRule::brief))
                        .or(() -> others(result))
                        .orElse("");
            case PASSED -> "it passed";
            case KNOWN_DEVIATION -> "it ended as on any cluster";
            case INCONCLUSIVE, NOT_APPLICABLE ->
                result.reason()
                        .map(KillRule::brief)
                        .or(() -> sentence(result, result.outcome()))
                        .orElse("");
        };
    }

    private static Optional<String> others(ScenarioResult result) {
        List<String> broken = Catalogue.all().stream()
                .map(Guarantee::id)
                .filter(id -> result.about(id).filter(Outcome.FAILED::equals).isPresent())
                .toList();
        return sentence(result, Outcome.FAILED)
                .map(sentence -> "it named " + String.join(", ", broken) + ": " + sentence);
    }

    private static Optional<String> sentence(ScenarioResult result, Outcome outcome) {
        return result.verdicts().stream()
                .map(ReportedVerdict::verdict)
                .filter(verdict -> verdict.outcome() == outcome)
                .map(verdict -> verdict.sentence())
                .findFirst();
    }

    /** A step says what was promised, what was seen and where to look, line by line. */
    private static String brief(String reason) {
        List<String> lines = reason.lines().map(String::strip).toList();
        return lines.stream()
                .filter(line -> line.startsWith("seen: "))
                .map(line -> lines.get(0) + ": " + line.substring("seen: ".length()))
                .findFirst()
                .orElse(lines.isEmpty() ? "" : lines.get(0));
    }
}
