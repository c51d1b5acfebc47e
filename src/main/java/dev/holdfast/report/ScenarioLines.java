package dev.holdfast.report;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells how one scenario ended: one line, and what was promised and seen where it did not pass. */
final class ScenarioLines {

    private final Terminal terminal;

    ScenarioLines(Terminal terminal) {
        this.terminal = terminal;
    }

    String of(ScenarioResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s %s (%.1f s)%s",
                terminal.sign(result.outcome()),
                result.title(),
                result.took().toMillis() / 1000.0,
                word(result.outcome())));
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
        boolean told = false;
        for (Judged each : result.verdicts()) {
            if (each.verdict().outcome() == result.outcome()) {
                lines.add("    promised: " + promise(each.guarantee()));
                lines.add("    seen:     " + indent(each.verdict().sentence()));
                told = true;
            }
        }
        if (result.reason().isPresent()) {
            if (!told && result.outcome() == Outcome.FAILED) {
                result.guarantees().stream().sorted().forEach(id -> lines.add("    promised: " + promise(id)));
            }
            lines.add((result.outcome() == Outcome.FAILED ? "    seen:     " : "    because:  ")
                    + indent(result.reason().get()));
        }
        lines.add("    where:    " + result.location()
                + result.history().map(Path::toString).map(file -> ", " + file).orElse(""));
    }

    private static String promise(String guarantee) {
        return Catalogue.byId(guarantee).map(Guarantee::statement).orElse("") + " (" + guarantee + ")";
    }

    private static String indent(String text) {
        return String.join(
                System.lineSeparator() + "              ", text.strip().lines().toList());
    }
}
