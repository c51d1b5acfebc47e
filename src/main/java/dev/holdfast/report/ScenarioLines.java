package dev.holdfast.report;

import dev.holdfast.diagnosis.SavedDiagnosis;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Seconds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells how one scenario ended: one line, and what was promised and seen where it did not pass. */
record ScenarioLines(Terminal terminal) {

    String of(ScenarioResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.sign(result.outcome()) + " " + result.title() + " ("
                + Seconds.of(result.times().took().toMillis() / 1000.0) + ")" + word(result.outcome()));
        if (result.outcome() != Outcome.PASSED) {
            explain(result, lines);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "";
            case FAILED -> "";
            case INCONCLUSIVE -> ": inconclusive";
            case NOT_APPLICABLE -> ": not applicable";
            case KNOWN_DEVIATION -> ": known deviation";
        };
    }

    private static void explain(ScenarioResult result, List<String> lines) {
        if (result.outcome() == Outcome.INCONCLUSIVE && result.reason().isPresent()) {
            undecided(result, result.reason().get().lines().toList(), lines);
        } else {
            judged(result, lines);
        }
        lines.add("    where:    " + result.location()
                + result.history().map(file -> ", " + Shown.path(file)).orElse("")
                + entries(result));
        result.diagnosis().ifPresent(saved -> saved(saved, lines));
    }

    /** What could not be judged follows from what broke: it is named only. */
    private static void undecided(ScenarioResult result, List<String> reason, List<String> lines) {
        reason(result, reason, true, lines);
        String guarantees = String.join(", ", result.undecided());
        if (!guarantees.isEmpty()) {
            lines.add("    unjudged: " + guarantees);
        }
    }

    private static void judged(ScenarioResult result, List<String> lines) {
        boolean told = false;
        for (ReportedVerdict each : result.verdicts()) {
            if (each.verdict().outcome() == result.outcome()) {
                lines.add("    promised: " + promise(each.guarantee()));
                lines.add("    seen:     " + indent(each.verdict().sentence()));
                told = true;
            }
        }
        if (result.reason().isPresent()) {
            reason(result, result.reason().get().lines().toList(), told, lines);
        }
    }

    private static void saved(SavedDiagnosis saved, List<String> lines) {
        if (!saved.files().isEmpty()) {
            lines.add(
                    "    saved:    " + Shown.path(saved.folder()) + "/ (objects, events and logs before the clean-up)");
        }
        if (!saved.missing().isEmpty()) {
            int others = saved.missing().size() - 1;
            lines.add("    unsaved:  " + saved.missing().get(0) + (others == 0 ? "" : "; and " + others + " more"));
        }
    }

    /** A reason of several lines says itself what was promised and seen. */
    private static void reason(ScenarioResult result, List<String> reason, boolean told, List<String> lines) {
        boolean failed = result.outcome() == Outcome.FAILED;
        boolean complete = reason.size() > 1;
        if (failed && !told && !complete) {
            result.unmet().stream()
                    .flatMap(step -> step.breaks().stream().sorted())
                    .forEach(id -> lines.add("    promised: " + promise(id)));
        }
        lines.add((complete ? "    step:     " : failed ? "    seen:     " : "    because:  ") + reason.get(0));
        reason.stream()
                .skip(1)
                .map(String::strip)
                .map(line -> line.replaceFirst("^seen: ", "seen:     ").replaceFirst("^why: ", "why:      "))
                .forEach(line -> lines.add("    " + line));
    }

    /** Which lines of the history prove it, counted from 1 as editors do. */
    private static String entries(ScenarioResult result) {
        String numbers = result.verdicts().stream()
                .map(ReportedVerdict::verdict)
                .filter(verdict -> verdict.outcome() == result.outcome())
                .flatMap(verdict -> verdict.evidence().stream())
                .map(entry -> Long.toString(entry.index() + 1))
                .distinct()
                .collect(Collectors.joining(", "));
        return numbers.isEmpty() ? "" : " (lines " + numbers + ")";
    }

    private static String promise(String guarantee) {
        return Catalogue.byId(guarantee).map(Guarantee::statement).orElse("") + " (" + guarantee + ")";
    }

    private static String indent(String text) {
        return String.join(
                System.lineSeparator() + "              ", text.strip().lines().toList());
    }
}
