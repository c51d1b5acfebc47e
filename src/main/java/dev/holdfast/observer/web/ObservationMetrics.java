package dev.holdfast.observer.web;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.SetActivity.Doing;
import dev.holdfast.observer.SetReport;
import java.time.Duration;
import java.time.Instant;
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

    private record Times(long times, Instant last) {

        static Times once(Instant at) {
            return new Times(1, at);
        }

        Times and(Times later) {
            return new Times(times + later.times, later.last);
        }
    }

    private final Map<Broken, Times> broken = new TreeMap<>();
    private final Histogram lag = new Histogram();
    private final AtomicLong holes = new AtomicLong();
    private final AtomicLong unattributed = new AtomicLong();
    private final NamespaceShare share;

    /**
     * Has counted nothing yet.
     *
     * @param share the namespaces that are observed
     */
    ObservationMetrics(NamespaceShare share) {
        this.share = share;
    }

    /** Counts a notice. */
    synchronized void take(Notice notice) {
        if (notice instanceof Notice.Finding finding) {
            broken.merge(new Broken(finding.set(), finding.guarantee().id()), Times.once(finding.at()), Times::and);
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
     * @param absence all the time for which the server could not be reached, added up
     */
    synchronized String text(List<SetReport> sets, long entries, Duration absence) {
        List<String> lines = new ArrayList<>();
        head(
                lines,
                "holdfast_guarantee_broken_total",
                "counter",
                "How often a guarantee was seen broken, each time once.");
        broken.forEach(
                (what, seen) -> lines.add("holdfast_guarantee_broken_total" + what.labels() + " " + seen.times()));
        // An observer that begins anew counts from nothing: only the time says whether something is news.
        head(
                lines,
                "holdfast_guarantee_last_broken_timestamp_seconds",
                "gauge",
                "When a guarantee was last seen broken, in seconds since 1970.");
        broken.forEach((what, seen) -> lines.add("holdfast_guarantee_last_broken_timestamp_seconds" + what.labels()
                + " " + seen.last().getEpochSecond()));
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
                "holdfast_disconnected_seconds_total",
                "counter",
                "For how long there was no connection to the API server, added up.",
                absence.toSeconds());
        head(
                lines,
                "holdfast_shards",
                "gauge",
                "How many observers share the namespaces; index is which of them this is.");
        lines.add("holdfast_shards{index=\"" + share.index() + "\"} " + share.count());
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
