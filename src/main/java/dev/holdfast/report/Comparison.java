package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Several runs side by side, such as one for each version of Kubernetes: what each says about each guarantee, and why it
 * says something else than that it is kept.
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

    /** {@return a table in Markdown: a row for each guarantee, a column for each run} */
    public String table() {
        StringBuilder table = new StringBuilder("| guarantee |");
        runs.forEach(each -> table.append(' ').append(each.name()).append(" |"));
        table.append("\n|---|").append(":-:|".repeat(runs.size())).append('\n');
        for (String guarantee : guarantees()) {
            table.append("| `").append(guarantee).append("` |");
            runs.forEach(each -> table.append(' ')
                    .append(each.about(guarantee).map(Sign::of).orElse(" "))
                    .append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    /**
     * {@return for each verdict other than that a guarantee is kept: the guarantee, the run, the scenario and the reason; that it
     * does not apply to one scenario is not worth a word where others showed that it is kept}
     */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (String guarantee : guarantees()) {
            for (Named each : runs) {
                each.run().scenarios().forEach(scenario -> scenario.verdicts().stream()
                        .filter(verdict -> verdict.guarantee().equals(guarantee))
                        .filter(verdict -> verdict.outcome() != Outcome.PASSED)
                        .filter(verdict -> verdict.outcome() != Outcome.NOT_APPLICABLE
                                || each.about(guarantee)
                                        .filter(Outcome.PASSED::equals)
                                        .isEmpty())
                        .map(verdict -> guarantee + " on " + each.name() + ", \"" + scenario.name() + "\": "
                                + Sign.of(verdict.outcome()) + " " + verdict.sentence())
                        .forEach(reasons::add));
            }
        }
        return reasons;
    }
}
