package dev.holdfast.observer.output;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.observer.SetActivity.Doing;
import dev.holdfast.observer.SetReport;
import dev.holdfast.report.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The sets that are observed as rows of a table: first those with a broken promise, then those that cannot go on, then those that
 * do something. Sets that rest are told by their number where there is no room for all.
 */
public final class LiveTable {

    private static final int WIDEST_NAME = 40;
    private static final int COUNTS = 24;
    /** What stands between the columns, and before the first. */
    private static final int AROUND = 8;

    private final Terminal terminal;

    /** Draws nothing yet. */
    public LiveTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Draws it.
     *
     * @param width how many characters a line may have
     * @param height how many lines there may be
     */
    public List<String> lines(List<SetReport> sets, Instant now, int width, int height) {
        List<SetReport> sorted = new ArrayList<>(sets);
        sorted.sort(Comparator.comparingInt(LiveTable::rank)
                .thenComparing(set -> set.set().namespace())
                .thenComparing(set -> set.set().statefulSet()));
        int room = Math.max(1, height - 2);
        List<SetReport> shown = sorted.size() <= room ? sorted : sorted.subList(0, room - 1);
        int name = shown.stream().mapToInt(set -> named(set).length()).max().orElse(0);
        int names = Math.min(Math.max(name, "SET".length()), WIDEST_NAME);
        int doing = Math.max(10, width - names - COUNTS - AROUND);
        List<String> lines = new ArrayList<>();
        lines.add(cut("  " + padded("SET", names) + "  " + padded("DOING", doing) + "  GUARANTEES", width));
        shown.forEach(set -> lines.add(row(set, now, names, doing)));
        if (shown.size() < sorted.size()) {
            lines.add(rest(sorted.subList(shown.size(), sorted.size())));
        }
        return lines;
    }

    private String row(SetReport set, Instant now, int names, int doing) {
        return sign(set) + " " + padded(named(set), names) + "  " + padded(doing(set, now), doing) + "  " + counts(set);
    }

    /** One character wide, whatever colours it has. */
    private String sign(SetReport set) {
        Outcome outcome = set.outcome();
        if (outcome == Outcome.FAILED) {
            return terminal.sign(outcome);
        }
        return set.activity().doing() == Doing.STUCK ? "!" : set.activity().rests() ? " " : "·";
    }

    private static String doing(SetReport set, Instant now) {
        String sentence = set.activity().sentence();
        // An explanation says it already where it knows.
        boolean aged = set.activity().rests() || sentence.contains(", for ");
        return aged ? sentence : sentence + ", " + age(Duration.between(set.since(), now));
    }

    private static String counts(SetReport set) {
        List<String> counts = new ArrayList<>();
        count(set, Outcome.FAILED, "broken", counts);
        count(set, Outcome.INCONCLUSIVE, "open", counts);
        count(set, Outcome.PASSED, "kept", counts);
        return String.join(", ", counts);
    }

    private static void count(SetReport set, Outcome outcome, String word, List<String> counts) {
        if (set.count(outcome) > 0) {
            counts.add(set.count(outcome) + " " + word);
        }
    }

    private static String rest(List<SetReport> others) {
        long resting = others.stream().filter(set -> set.activity().rests()).count();
        String all = "  and " + others.size() + " more";
        return resting == others.size() ? all + " at rest" : all + ", " + resting + " of them at rest";
    }

    private static int rank(SetReport set) {
        if (set.outcome() == Outcome.FAILED) {
            return 0;
        }
        if (set.activity().doing() == Doing.STUCK) {
            return 1;
        }
        return set.activity().rests() ? 3 : 2;
    }

    static String age(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 120 ? minutes + " min" : String.format(Locale.ROOT, "%d h %d min", minutes / 60, minutes % 60);
    }

    private static String named(SetReport set) {
        return set.set().namespace() + "/" + set.set().statefulSet();
    }

    private static String padded(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(width - cut.length());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
