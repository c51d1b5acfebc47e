package dev.holdfast.observer.web;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.SetActivity.Doing;
import dev.holdfast.observer.SetReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of an observation, in the text format of Prometheus. */
final class ObservationMetrics {

    private record Broken(Subject set, String guarantee) implements Comparable<Broken> {
        @Override
        public int compareTo(Broken other) {
            return labels().compareTo(other.labels());
        }

        String labels() {
            return "{namespace=\"" + escaped(set.namespace()) + "\",set=\"" + escaped(set.statefulSet())
                    + "\",guarantee=\"" + escaped(guarantee) + "\"}";
        }
    }

    private final Map<Broken, Long> broken = new TreeMap<>();
    private final Histogram lag = new Histogram();
    private final AtomicLong holes = new AtomicLong();
    private final AtomicLong unattributed = new AtomicLong();

    /** Counts a notice. */
    synchronized void take(Notice notice) {
        if (notice instanceof Notice.Finding finding) {
            broken.merge(new Broken(finding.set(), finding.guarantee().id()), 1L, Long::sum);
        } else if (notice instanceof Notice.Judged judged) {
            lag.took(judged.lag());
        } else if (notice instanceof Notice.Hole) {
            holes.incrementAndGet();
        }
    }

    /** Counts what a window shows that is over. */
    void closed(ClosedWindow window) {
        unattributed.addAndGet(window.unattributedDeletions());
    }

    /**
     * All of them.
     *
     * @param sets how it stands with the sets
     * @param entries how many entries were taken
     * @param absence the longest time for which the server could not be reached
     */
    synchronized String text(List<SetReport> sets, long entries, Duration absence) {
        List<String> lines = new ArrayList<>();
        head(
                lines,
                "holdfast_guarantee_broken_total",
                "counter",
                "How often a guarantee was seen broken, each time once.");
        broken.forEach((what, times) -> lines.add("holdfast_guarantee_broken_total" + what.labels() + " " + times));
        head(lines, "holdfast_sets", "gauge", "StatefulSets that are observed, by what they are doing.");
        counted(sets)
                .forEach((doing, count) ->
                        lines.add("holdfast_sets{state=\"" + doing.name().toLowerCase(Locale.ROOT) + "\"} " + count));
        single(lines, "holdfast_entries_total", "counter", "What was heard of from the API server.", entries);
        head(
                lines,
                "holdfast_verdict_lag_seconds",
                "histogram",
                "From the arrival of what happened to its being judged.");
        lag.write("holdfast_verdict_lag_seconds", lines);
        single(lines, "holdfast_gaps_total", "counter", "How often something may have been missed.", holes.get());
        single(
                lines,
                "holdfast_unattributed_deletions_total",
                "counter",
                "Deletions of pods for which nobody is on record.",
                unattributed.get());
        single(
                lines,
                "holdfast_stream_gap_seconds",
                "gauge",
                "The longest time without a connection to the API server.",
                absence.toSeconds());
        return String.join("\n", lines) + "\n";
    }

    private static Map<Doing, Integer> counted(List<SetReport> sets) {
        Map<Doing, Integer> counted = new EnumMap<>(Doing.class);
        for (Doing doing : Doing.values()) {
            counted.put(doing, 0);
        }
        sets.forEach(set -> counted.merge(set.activity().doing(), 1, Integer::sum));
        return counted;
    }

    private static void single(List<String> lines, String name, String type, String help, long value) {
        head(lines, name, type, help);
        lines.add(name + " " + value);
    }

    private static void head(List<String> lines, String name, String type, String help) {
        lines.add("# HELP " + name + " " + help);
        lines.add("# TYPE " + name + " " + type);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
