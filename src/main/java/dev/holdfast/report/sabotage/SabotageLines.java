package dev.holdfast.report.sabotage;

import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.page.Seconds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells at a terminal what becomes of faults: a line for each scenario as it ends, and a summary, survivors first. */
public final class SabotageLines {

    private final Terminal terminal;

    /**
     * Tells.
     *
     * @param terminal where people read
     */
    public SabotageLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * A scenario that a fault was at work in.
     *
     * @param result what came of it
     * @return one line, and a second one where a fault was missed
     */
    public String of(CellResult result) {
        // Whatever comes of a sample, nothing was to come of it.
        boolean harmless = !result.cell().expected() && result.ending() != CellOutcome.KILLED;
        String line = String.format(
                Locale.ROOT,
                "%s %-5s %s (%s): %s",
                harmless ? "·" : terminal.sign(like(result)),
                result.cell().fault().id(),
                result.cell().scenario(),
                Seconds.of(result.took().toMillis() / 1000.0),
                result.guarantee().orElse(CellLabels.of(result.ending()))
                        + (harmless ? ", and need not be killed" : ""));
        boolean told = result.ending() == CellOutcome.KILLED || result.ending() == CellOutcome.SURVIVED;
        return told || harmless ? line : line + System.lineSeparator() + "        " + result.seen();
    }

    /**
     * A scenario that no fault was at work in.
     *
     * @param result how it ended
     * @return one line, and a second one where it did not pass
     */
    public String of(ScenarioResult result) {
        String line = terminal.sign(result.outcome()) + " whole " + result.name() + " ("
                + Seconds.of(result.times().took().toMillis() / 1000.0) + ")";
        String reason = reason(result);
        return reason.isEmpty() ? line : line + System.lineSeparator() + "        " + reason;
    }

    /** {@return why a scenario did not pass, in one line; empty where it did, or where that is known of Kubernetes} */
    public static String reason(ScenarioResult result) {
        if (result.outcome() == Outcome.PASSED || result.outcome() == Outcome.KNOWN_DEVIATION) {
            return "";
        }
        Optional<String> judged = result.verdicts().stream()
                .filter(each -> each.verdict().outcome() == result.outcome())
                .map(each -> each.guarantee() + ": " + each.verdict().sentence())
                .findFirst();
        // Where something broke, that nothing could be judged only follows from it.
        Optional<String> first = result.outcome() == Outcome.FAILED ? judged : result.reason();
        Optional<String> second = result.outcome() == Outcome.FAILED ? result.reason() : judged;
        return first.or(() -> second)
                .map(text -> text.lines().map(String::strip).collect(Collectors.joining(" ")))
                .orElse("");
    }

    /**
     * Everything, summed up.
     *
     * @param report the report
     * @param directory the report directory
     */
    public String summary(SabotageReport report, Path directory) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        report.survivorsByKind().forEach((heading, survivors) -> {
            lines.add(heading);
            survivors.forEach(
                    each -> lines.add("  " + terminal.sign(Outcome.FAILED) + " " + each.name() + ": " + each.why()));
        });
        if (!report.falseAlarms().isEmpty()) {
            lines.add("False alarms: nothing had been done to these scenarios");
            report.falseAlarms()
                    .forEach(each -> lines.add("  " + terminal.sign(Outcome.FAILED) + " " + each.scenario() + " (wave "
                            + each.wave() + "): " + each.reason()));
        }
        if (!report.inconclusive().isEmpty()) {
            lines.add("Could not be judged, although nothing had been done to these scenarios");
            report.inconclusive()
                    .forEach(each -> lines.add("  " + terminal.sign(Outcome.INCONCLUSIVE) + " " + each.scenario()
                            + " (wave " + each.wave() + "): " + each.reason()));
        }
        report.differences().forEach(each -> {
            lines.add("Not as before after wave " + each.wave());
            each.what().forEach(what -> lines.add("  " + terminal.sign(Outcome.INCONCLUSIVE) + " " + what));
        });
        report.brokeOff().ifPresent(reason -> lines.add("The run ended early: " + reason));
        if (!report.notTried().isEmpty()) {
            lines.add("Faults not tried, or not on all scenarios that have to notice them: "
                    + String.join(" ", report.notTried()));
        }
        lines.add(SabotagePage.verdict(report));
        lines.addAll(counts(report.statistics()));
        lines.add("Kubernetes " + report.tested().kubernetes() + ", Holdfast "
                + report.holdfast().version() + ", " + waves(report.statistics().waves()) + ", "
                + Seconds.of(report.seconds()));
        lines.add("Report: " + directory.resolve(SabotagePage.FILE) + "   Results: "
                + directory.resolve(SabotageFile.NAME));
        return String.join(System.lineSeparator(), lines);
    }

    private static String waves(long count) {
        return count == 1 ? "1 wave" : count + " waves";
    }

    private static List<String> counts(SabotageReport.Statistics counts) {
        return List.of(
                "  " + counts.faultsKilled() + " of " + counts.faults() + " faults killed"
                        + (counts.faultsByStepAlone() == 0
                                ? ""
                                : ", " + counts.faultsByStepAlone() + " noticed by a step alone, which is no kill")
                        + (counts.faultsNotApplicable() == 0
                                ? ""
                                : ", " + counts.faultsNotApplicable() + " not applicable")
                        + (counts.faultsNotTried() == 0 ? "" : ", " + counts.faultsNotTried() + " not tried"),
                "  " + counts.faultsUnseenAtTheEnd() + " of them with an end state like that of a healthy cluster",
                "  " + counts.guaranteesBroken() + " of " + counts.guarantees() + " guarantees broken",
                "  " + counts.scenariosKilled() + " of " + counts.scenarios() + " scenarios killed",
                "  " + counts.controlsPassed() + " of " + counts.controls() + " unbroken scenarios passed");
    }

    private static Outcome like(CellResult result) {
        return switch (result.ending()) {
            case KILLED -> Outcome.PASSED;
            case SURVIVED, WRONG_REASON -> Outcome.FAILED;
            case STEP_ALONE, INCONCLUSIVE, TIMED_OUT -> Outcome.INCONCLUSIVE;
            case NOT_APPLICABLE, NOT_TRIED -> Outcome.NOT_APPLICABLE;
        };
    }
}
