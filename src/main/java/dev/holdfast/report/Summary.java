package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Seconds;
import dev.holdfast.report.saved.TestedKubernetes;
import dev.holdfast.report.violation.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The end of a run in plain text: what is broken and not shown, the counts, where things are and where time went. */
record Summary(Terminal terminal, Path directory) {

    /**
     * What the run showed: what is broken first, then what was not shown, what is inconclusive and what did not run; of what is
     * kept, the number.
     *
     * @param violations what is broken
     */
    String of(List<ScenarioResult> scenarios, RunFacts facts, List<Violation> violations) {
        List<String> lines = new ArrayList<>();
        broken(violations, facts, lines);
        List<ScenarioResult> open = scenarios.stream()
                .filter(each -> each.outcome() == Outcome.INCONCLUSIVE)
                .toList();
        section(
                "Not shown: a step did not come true",
                open.stream().filter(each -> each.unmet().isPresent()),
                lines);
        section("Inconclusive", open.stream().filter(each -> each.unmet().isEmpty()), lines);
        List<GuaranteeResult> guarantees = GuaranteeResult.of(scenarios);
        if (!guarantees.isEmpty()) {
            lines.add("");
            lines.addAll(new GuaranteeLines(terminal).of(guarantees));
        }
        lines.add(counts(scenarios, facts.plan()) + (facts.interrupted() ? ", then the run was stopped" : ""));
        lines.addAll(new RoundLines(terminal).of(scenarios, facts.plan()));
        lines.addAll(notRun(facts.plan().missing(scenarios), facts.plan().rounds()));
        // Nodes that may not be looked at are not counted.
        String nodes = facts.nodes().isEmpty() ? "" : counted(facts.nodes().size(), "node") + ", ";
        lines.add(TestedKubernetes.text(facts.kubernetes(), facts.cluster().components()) + ", " + nodes + "Holdfast "
                + facts.holdfast());
        return String.join(System.lineSeparator(), lines);
    }

    private void broken(List<Violation> violations, RunFacts facts, List<String> lines) {
        if (violations.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(violations.size() == 1 ? "One guarantee is broken" : violations.size() + " guarantees are broken");
        ViolationLines told = new ViolationLines(terminal, Optional.of(facts.command()));
        violations.forEach(violation -> {
            lines.add("");
            lines.addAll(told.of(violation));
        });
    }

    private void section(String heading, Stream<ScenarioResult> results, List<String> lines) {
        List<String> told = new ArrayList<>();
        results.forEach(result -> {
            told.add("  " + terminal.sign(result.outcome()) + " " + result.title());
            told.add("      " + why(result));
            if (!result.undecided().isEmpty()) {
                told.add("      so nothing is said of " + String.join(", ", result.undecided()));
            }
        });
        if (!told.isEmpty()) {
            lines.add("");
            lines.add(heading);
            lines.addAll(told);
        }
    }

    /** On one line; the lines of the scenario, further up, have all of it. */
    private static String why(ScenarioResult result) {
        return result.reason()
                .map(reason ->
                        String.join("; ", reason.lines().map(String::strip).toList()))
                .or(() -> result.verdicts().stream()
                        .filter(each -> each.verdict().outcome() == Outcome.INCONCLUSIVE)
                        .map(each -> each.verdict().sentence())
                        .findFirst())
                .orElse("nobody said why");
    }

    /** Where everything is, and where the time went. */
    String places(List<ScenarioResult> scenarios, RunFacts facts) {
        List<String> lines = new ArrayList<>();
        String rounds = facts.plan().rounds() == 1 ? "histories" : "round-*/histories";
        lines.add("Histories: " + Shown.path(directory.resolve(rounds)) + "   Results: "
                + Shown.path(directory.resolve(ResultsFile.NAME)));
        lines.add(times(facts));
        CriticalPath.of(scenarios).map(Summary::path).ifPresent(lines::addAll);
        lines.addAll(reactions(Reactions.of(scenarios)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String counts(List<ScenarioResult> scenarios, Plan plan) {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long count =
                    scenarios.stream().filter(each -> each.outcome() == outcome).count();
            if (count > 0) {
                parts.add(count + " " + word(outcome));
            }
        }
        String what = plan.rounds() == 1
                ? counted(scenarios.size(), "scenario")
                : counted(plan.scenarios().size(), "scenario") + " in " + plan.rounds() + " rounds, " + scenarios.size()
                        + " results";
        return what + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    /** Said one by one, so that nobody takes silence for a pass. */
    private static List<String> notRun(Map<String, Integer> missing, int rounds) {
        if (missing.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Without a result, as the run ended before: " + counted(missing.size(), "scenario"));
        missing.forEach((title, times) ->
                lines.add("  · " + title + (rounds == 1 ? "" : " (" + counted(times, "round") + ")")));
        return lines;
    }

    private static String times(RunFacts facts) {
        Duration start = facts.startedIn().values().stream().reduce(Duration.ZERO, Duration::plus);
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Duration> phase : facts.startedIn().entrySet()) {
            parts.add(phase.getKey() + " " + seconds(phase.getValue()));
        }
        parts.add("scenarios " + seconds(facts.scenarios()));
        return "Time: " + seconds(start.plus(facts.scenarios())) + " (" + String.join(", ", parts) + ")";
    }

    private static List<String> path(CriticalPath path) {
        ScenarioResult longest = path.longest();
        return List.of(
                "Critical path: " + counted(path.scenarios().size(), "scenario") + " on one of "
                        + counted(path.workers(), "worker") + ", " + seconds(path.took()) + ": "
                        + seconds(path.cluster()) + " waited for the cluster, "
                        + seconds(path.took().minus(path.cluster())) + " were Holdfast's own",
                "  its longest: " + longest.title() + ", "
                        + seconds(longest.times().took()) + ", "
                        + seconds(longest.times().cluster()) + " of it the cluster's");
    }

    private static List<String> reactions(Reactions reactions) {
        if (reactions.sorted().isEmpty()) {
            return List.of();
        }
        return List.of("Steps ended " + reactions.within(50).toMillis() + " ms after the event that they waited for"
                + " (median; p99 " + reactions.within(99).toMillis() + " ms; "
                + counted(reactions.sorted().size(), "step") + ")");
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case NOT_APPLICABLE -> "not applicable";
            case INCONCLUSIVE -> "inconclusive";
            case KNOWN_DEVIATION -> "known to deviate";
        };
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String seconds(Duration duration) {
        return Seconds.of(duration.toMillis() / 1000.0);
    }
}
