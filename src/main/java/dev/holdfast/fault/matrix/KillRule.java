package dev.holdfast.fault.matrix;

import dev.holdfast.fault.Fault;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Judged;
import dev.holdfast.report.ScenarioResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides whether a scenario noticed a fault: it has to fail, and for a reason that the fault is. */
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
        Optional<String> named = result.outcome() == Outcome.FAILED ? named(cell.fault(), result) : Optional.empty();
        return new CellResult(
                cell,
                wave,
                ending(result.outcome(), named),
                named,
                seen(result, named),
                Optional.empty(),
                result.times().took());
    }

    private static Ending ending(Outcome outcome, Optional<String> named) {
        return switch (outcome) {
            case FAILED -> named.isPresent() ? Ending.KILLED : Ending.WRONG_REASON;
            case INCONCLUSIVE -> Ending.INCONCLUSIVE;
            case NOT_APPLICABLE -> Ending.NOT_APPLICABLE;
            case PASSED, KNOWN_DEVIATION -> Ending.SURVIVED;
        };
    }

    /** The guarantee of the fault that the scenario found broken; first of all one that its history shows to be. */
    private static Optional<String> named(Fault fault, ScenarioResult result) {
        return fault.guarantees().stream()
                .filter(id -> result.about(id).filter(Outcome.FAILED::equals).isPresent())
                .min(Comparator.comparing((String id) -> judged(id, result).isPresent() ? 0 : 1)
                        .thenComparing(id -> result.guarantees().contains(id) ? 0 : 1)
                        .thenComparing(id -> id));
    }

    private static Optional<String> judged(String guarantee, ScenarioResult result) {
        return result.verdicts().stream()
                .filter(each -> each.guarantee().equals(guarantee))
                .filter(each -> each.verdict().outcome() == Outcome.FAILED)
                .map(each -> each.verdict().sentence())
                .findFirst();
    }

    private static String seen(ScenarioResult result, Optional<String> named) {
        return switch (result.outcome()) {
            case FAILED ->
                named.flatMap(id -> judged(id, result))
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
                .map(Judged::verdict)
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
