package dev.holdfast.run;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.GuaranteeResult;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the specification found out about a component of the user's own, or of another release.
 *
 * @param components the components, as one calls them in a sentence: "your etcd"
 * @param broken the guarantees that were found broken
 * @param outcome what the run showed as a whole
 */
record ComponentFindings(String components, List<GuaranteeResult> broken, Outcome outcome) {

    /** Keeps its own copy. */
    ComponentFindings {
        broken = List.copyOf(broken);
    }

    /**
     * Sums up.
     *
     * @param components the components, as one calls them in a sentence
     * @param scenarios how the scenarios ended
     * @param outcome what the run showed as a whole
     */
    static ComponentFindings of(String components, List<ScenarioResult> scenarios, Outcome outcome) {
        return new ComponentFindings(
                components,
                GuaranteeResult.of(scenarios).stream()
                        .filter(each -> each.outcome() == Outcome.FAILED)
                        .toList(),
                outcome);
    }

    /** {@return the exit code: as for `verify`, whoever built the component} */
    int exitCode() {
        return ExitCode.of(outcome);
    }

    /** {@return what people are told} */
    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (broken.isEmpty()) {
            lines.add(
                    outcome == Outcome.INCONCLUSIVE
                            ? "With " + components + " no guarantee was found broken, but not all could be checked."
                            : "With " + components + " no guarantee is broken.");
            return lines;
        }
        lines.add(components.replaceFirst("^your ", "Your ") + " breaks " + broken.size()
                + (broken.size() == 1 ? " guarantee:" : " guarantees:"));
        for (GuaranteeResult each : broken) {
            lines.add("  " + terminal.sign(Outcome.FAILED) + " " + each.id());
            each.scenarios().get(Outcome.FAILED).forEach(title -> lines.add("      noticed by " + title));
        }
        return lines;
    }
}
