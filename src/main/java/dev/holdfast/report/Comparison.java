package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Several runs side by side, such as one for each version of Kubernetes: what each says about each guarantee, and why it
 * says something else than that it is kept. The first run is what the others are compared with.
 *
 * @param runs the runs, each with what it is called here
 */
public record Comparison(List<Named> runs) {

    /**
     * One of the runs.
     *
     * @param name what it is called
     * @param run the run
     */
    public record Named(String name, SavedRun run) {

        Optional<Outcome> about(String guarantee) {
            return run.guarantees().stream()
                    .filter(each -> each.id().equals(guarantee))
                    .map(SavedGuarantee::outcome)
                    .findFirst();
        }
    }

    /** Keeps its own copy. */
    public Comparison {
        runs = List.copyOf(runs);
    }

    /** {@return the guarantees that any of the runs says something about, in the order of their ids} */
    public List<String> guarantees() {
        TreeSet<String> ids = new TreeSet<>();
        runs.forEach(each -> each.run().guarantees().forEach(guarantee -> ids.add(guarantee.id())));
        return List.copyOf(ids);
    }

    /** {@return the worst that a run shows of a guarantee of which the first run shows something better} */
    public Outcome worst() {
        return Outcome.worstFirst().stream()
                .filter(outcome -> guarantees().stream().anyMatch(each -> worsened(each) && later(each, outcome)))
                .findFirst()
                .orElse(Outcome.PASSED);
    }

    private boolean later(String guarantee, Outcome outcome) {
        return runs.stream().skip(1).anyMatch(each -> each.about(guarantee).orElse(null) == outcome);
    }

    /** {@return one sentence about how the later runs differ from the first, with the numbers of guarantees} */
    public String summary() {
        long worse = guarantees().stream().filter(this::worsened).count();
        long better = guarantees().stream()
                .filter(each -> differs(each) && !worsened(each))
                .count();
        long same = guarantees().size() - worse - better;
        return worse + " of " + guarantees().size() + " guarantees got worse, " + better + " differ otherwise, " + same
                + " are the same in all runs";
    }

    /** {@return the guarantees of which a later run shows something worse than the first, then the others that differ} */
    public List<String> changed() {
        List<String> changed =
                new ArrayList<>(guarantees().stream().filter(this::worsened).toList());
        guarantees().stream().filter(each -> differs(each) && !worsened(each)).forEach(changed::add);
        return changed;
    }

    /** {@return the guarantees of which all runs show the same, though not that it is kept} */
    public List<String> notKeptInAny() {
        return guarantees().stream()
                .filter(each -> !differs(each))
                .filter(each -> runs.get(0).about(each).orElseThrow() != Outcome.PASSED)
                .toList();
    }

    private boolean worsened(String guarantee) {
        // Of what the first run says nothing, as little is known as of what it could not decide.
        int before = badness(runs.get(0).about(guarantee).orElse(Outcome.INCONCLUSIVE));
        return runs.stream()
                .skip(1)
                .flatMap(each -> each.about(guarantee).stream())
                .anyMatch(outcome -> badness(outcome) > before);
    }

    /** That a guarantee does not apply is neither better nor worse than that it is kept. */
    private static int badness(Outcome outcome) {
        return switch (outcome) {
            case FAILED -> 3;
            case INCONCLUSIVE -> 2;
            case KNOWN_DEVIATION -> 1;
            case PASSED, NOT_APPLICABLE -> 0;
        };
    }

    private boolean differs(String guarantee) {
        return runs.stream().map(each -> each.about(guarantee)).distinct().count() > 1;
    }

    /** {@return a table in Markdown of some guarantees: a row for each of them, a column for each run} */
    public String table(List<String> shown) {
        StringBuilder table = new StringBuilder("| guarantee |");
        runs.forEach(each -> table.append(' ').append(each.name()).append(" |"));
        table.append("\n|---|").append(":-:|".repeat(runs.size())).append('\n');
        for (String guarantee : shown) {
            table.append("| `").append(guarantee).append("` |");
            runs.forEach(each -> table.append(' ')
                    .append(each.about(guarantee).map(Sign::of).orElse(" "))
                    .append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    /**
     * Says why runs do not show that a guarantee is kept. What several scenarios of a run say alike is one reason; that it does
     * not apply to one is not worth a word where others showed that it is kept.
     *
     * @param guarantee the guarantee
     * @return for each reason a line with the run, and the scenario or the number of scenarios
     */
    public List<String> reasons(String guarantee) {
        List<String> reasons = new ArrayList<>();
        for (Named each : runs) {
            Map<String, List<String>> scenarios = new LinkedHashMap<>();
            for (SavedScenario scenario : each.run().scenarios()) {
                scenario.verdicts().stream()
                        .filter(verdict -> verdict.guarantee().equals(guarantee) && isReason(verdict, each))
                        .forEach(verdict -> scenarios
                                .computeIfAbsent(
                                        Sign.of(verdict.outcome()) + " " + verdict.sentence(), any -> new ArrayList<>())
                                .add(scenario.name()));
            }
            scenarios.forEach((reason, names) -> reasons.add(each.name() + ": " + reason + " ("
                    + (names.size() == 1 ? "\"" + names.get(0) + "\"" : names.size() + " scenarios") + ")"));
        }
        return reasons;
    }

    private static boolean isReason(SavedVerdict verdict, Named run) {
        return verdict.outcome() != Outcome.PASSED
                && (verdict.outcome() != Outcome.NOT_APPLICABLE
                        || run.about(verdict.guarantee())
                                .filter(Outcome.PASSED::equals)
                                .isEmpty());
    }
}
