package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The end of a run in plain text: each guarantee with its verdict, the counts, where things are and where time went. */
final class Summary {

    private final Terminal terminal;
    private final Path directory;

    Summary(Terminal terminal, Path directory) {
        this.terminal = terminal;
        this.directory = directory;
    }

    String of(List<ScenarioResult> scenarios, RunFacts facts) {
        List<String> lines = new ArrayList<>();
        List<GuaranteeResult> guarantees = GuaranteeResult.of(scenarios);
        if (!guarantees.isEmpty()) {
            lines.add("");
            lines.add("Guarantees");
            int width = guarantees.stream()
                    .mapToInt(each -> each.id().length())
                    .max()
                    .orElse(0);
            guarantees.forEach(each -> lines.add(line(each, width)));
        }
        lines.add("");
        lines.add(counts(scenarios, facts.plan()) + (facts.interrupted() ? ", then the run was stopped" : ""));
        lines.addAll(new RoundLines(terminal).of(scenarios, facts.plan()));
        lines.addAll(notRun(facts.plan().missing(scenarios), facts.plan().rounds()));
        // Nodes that may not be looked at are not counted.
        String nodes = facts.nodes().isEmpty() ? "" : counted(facts.nodes().size(), "node") + ", ";
        lines.add("Kubernetes " + facts.kubernetes() + ", " + nodes + "Holdfast " + facts.holdfast());
        String rounds = facts.plan().rounds() == 1 ? "histories" : "round-*/histories";
        lines.add("Histories: " + Shown.path(directory.resolve(rounds)) + "   Results: "
                + Shown.path(directory.resolve(ResultsFile.NAME)));
        lines.add(times(facts));
        CriticalPath.of(scenarios).map(Summary::path).ifPresent(lines::addAll);
        lines.addAll(reactions(Reactions.of(scenarios)));
        return String.join(System.lineSeparator(), lines);
    }

    private String line(GuaranteeResult guarantee, int width) {
        String id = guarantee.id() + " ".repeat(width - guarantee.id().length());
        return "  " + terminal.sign(guarantee.outcome()) + " " + id + "  " + guarantee.statement() + " ["
                + scenarios(guarantee) + "]";
    }

    private static String scenarios(GuaranteeResult guarantee) {
        int all = guarantee.scenarios().values().stream().mapToInt(List::size).sum();
        int worst = guarantee.scenarios().get(guarantee.outcome()).size();
        if (guarantee.outcome() == Outcome.PASSED) {
            return counted(worst, "scenario");
        }
        return worst + " of " + counted(all, "scenario") + " " + word(guarantee.outcome());
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

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
