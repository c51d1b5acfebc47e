package dev.holdfast.observer.output;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.observer.SetReport;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.page.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an observation has shown when it ends.
 *
 * @param sets how it stands with each set
 * @param forgotten how the guarantees of sets were judged that were gone before
 * @param lasted for how long it was observed
 * @param entries how many entries were taken
 */
public record ObservationSummary(List<SetReport> sets, Map<Outcome, Integer> forgotten, Duration lasted, long entries) {

    private static final int MOST_OPEN = 20;
    private static final Map<Outcome, String> WORDS = words();

    /** {@return the worst of all; that nothing can be said where nothing was judged} */
    public Outcome outcome() {
        return Outcome.worstFirst().stream()
                .filter(outcome -> count(outcome) > 0)
                .findFirst()
                .orElse(Outcome.INCONCLUSIVE);
    }

    /** {@return it in lines for people} */
    public List<String> text(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        WORDS.forEach((outcome, word) -> {
            if (count(outcome) > 0) {
                counts.add(count(outcome) + " " + word);
            }
        });
        lines.add("observed " + sets.size() + (sets.size() == 1 ? " set for " : " sets for ")
                + Seconds.of(lasted.toMillis() / 1000.0) + ", " + entries + " entries; guarantees: "
                + (counts.isEmpty() ? "nothing could be judged" : String.join(", ", counts)));
        sets.stream()
                .filter(set -> set.outcome() == Outcome.FAILED || set.outcome() == Outcome.INCONCLUSIVE)
                .filter(set -> !set.outcomes().isEmpty())
                .sorted(Comparator.comparing(set -> Outcome.worstFirst().indexOf(set.outcome())))
                .forEach(set -> set(set, terminal, lines));
        return lines;
    }

    /** {@return it as a JSON object on one line} */
    public String json() {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        line.put("type", "summary").put("sets", sets.size()).put("entries", entries);
        line.put("seconds", lasted.toMillis() / 1000.0);
        line.put("outcome", word(outcome()));
        ObjectNode counts = line.putObject("guarantees");
        WORDS.keySet().forEach(outcome -> counts.put(word(outcome), count(outcome)));
        return line.toString();
    }

    private static void set(SetReport set, Terminal terminal, List<String> lines) {
        lines.add("  " + terminal.sign(set.outcome()) + " " + set.set().namespace() + "/"
                + set.set().statefulSet() + "  " + set.activity().sentence() + "; " + set.count(Outcome.FAILED)
                + " broken, " + set.count(Outcome.INCONCLUSIVE) + " inconclusive, " + set.count(Outcome.PASSED)
                + " kept");
        set.outcomes().entrySet().stream()
                .filter(each -> each.getValue() == Outcome.FAILED)
                .forEach(each -> lines.add("      " + terminal.sign(Outcome.FAILED) + " " + each.getKey()));
        set.open().stream()
                .filter(each -> each.verdict().outcome() == Outcome.INCONCLUSIVE)
                .limit(MOST_OPEN)
                .forEach(each -> lines.add("      " + terminal.sign(Outcome.INCONCLUSIVE) + " "
                        + each.guarantee().id() + "  " + each.verdict().sentence()));
    }

    private long count(Outcome outcome) {
        return sets.stream().mapToLong(set -> set.count(outcome)).sum() + forgotten.getOrDefault(outcome, 0);
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<Outcome, String> words() {
        Map<Outcome, String> words = new LinkedHashMap<>();
        words.put(Outcome.FAILED, "broken");
        words.put(Outcome.INCONCLUSIVE, "inconclusive");
        words.put(Outcome.KNOWN_DEVIATION, "known to deviate");
        words.put(Outcome.PASSED, "kept");
        return words;
    }
}
