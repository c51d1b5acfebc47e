package dev.holdfast.report.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The part of a timeline that shows one violation: no more lanes and no more time than are needed to see it.
 *
 * @param window which stretch of the recording is shown
 * @param violating while what was promised did not hold, as far as the picture can tell
 * @param lanes the rows, from top to bottom
 * @param marks what the scenario did meanwhile
 * @param evidence the entries that the verdict names, in order
 * @param deciding the one of them by which the promise was broken
 */
public record Excerpt(
        TimeSpan window,
        TimeSpan violating,
        List<Lane> lanes,
        List<TimelineMark> marks,
        List<Row> evidence,
        Row deciding) {

    private static final int MOST_LANES = 7;
    private static final double LEAST_MARGIN = 0.4;
    private static final double MARGIN = 0.6;

    /** Copies the lists. */
    public Excerpt {
        lanes = List.copyOf(lanes);
        marks = List.copyOf(marks);
        evidence = List.copyOf(evidence);
    }

    /**
     * Cuts it out.
     *
     * @param timeline the whole
     * @param evidence the indexes of the entries that the verdict names
     * @param sentence what the verdict says; the entry of which it speaks first is the one that decides
     * @return nothing when the timeline has none of the entries
     */
    public static Optional<Excerpt> of(Timeline timeline, List<Long> evidence, String sentence) {
        List<Row> rows = timeline.evidence().stream()
                .filter(row -> evidence.contains(row.index()))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Row deciding = deciding(rows, sentence);
        List<Lane> concerned = timeline.lanes().stream()
                .filter(lane -> rows.stream().anyMatch(lane::concerns))
                .toList();
        TimeSpan violating = violating(rows, deciding, concerned);
        TimeSpan window = window(rows, violating, timeline.seconds());
        return Optional.of(new Excerpt(
                window,
                violating,
                lanes(timeline, concerned),
                timeline.marks().stream()
                        .filter(mark -> mark.sort() == TimelineMark.Sort.ACTION && window.contains(mark.at()))
                        .toList(),
                rows,
                deciding));
    }

    private static Row deciding(List<Row> rows, String sentence) {
        return rows.stream()
                .filter(row -> place(row, sentence) >= 0)
                .min(Comparator.comparingInt(row -> place(row, sentence)))
                .orElse(rows.get(rows.size() - 1));
    }

    private static int place(Row row, String sentence) {
        String name = "resourceVersion " + row.resourceVersion();
        int place = row.state() ? sentence.indexOf(name) : -1;
        boolean whole = place >= 0
                && (place + name.length() == sentence.length()
                        || !Character.isDigit(sentence.charAt(place + name.length())));
        return whole ? place : -1;
    }

    /**
     * From the entry that decides to the last that the verdict names. Where that is the same one, for as long as everything that
     * the verdict names is as it was then; where that is no time at all, it was the time before.
     */
    private static TimeSpan violating(List<Row> rows, Row deciding, List<Lane> concerned) {
        double at = deciding.at();
        double last = rows.get(rows.size() - 1).at();
        if (last > at) {
            return new TimeSpan(at, last);
        }
        double until = concerned.stream()
                .filter(lane -> lane.group() != Lane.Group.SET && lane.group() != Lane.Group.REVISION)
                .flatMap(lane -> lane.until(at).stream())
                .min(Comparator.naturalOrder())
                .orElse(at);
        return until > at ? new TimeSpan(at, until) : new TimeSpan(rows.get(0).at(), at);
    }

    private static TimeSpan window(List<Row> rows, TimeSpan violating, double seconds) {
        double from = Math.min(rows.get(0).at(), violating.from());
        double to = Math.max(rows.get(rows.size() - 1).at(), violating.to());
        double margin = Math.max((to - from) * MARGIN, LEAST_MARGIN);
        return new TimeSpan(Math.max(0, from - margin), Math.min(seconds, to + margin));
    }

    /** What the verdict names, and the set that it is about. */
    private static List<Lane> lanes(Timeline timeline, List<Lane> concerned) {
        List<Lane> named = concerned.stream().limit(MOST_LANES).toList();
        return timeline.lanes().stream()
                .filter(lane -> named.contains(lane)
                        || (lane.group() == Lane.Group.SET
                                && named.stream().noneMatch(each -> each.group() == Lane.Group.SET)
                                && named.stream().anyMatch(each -> each.name().startsWith(lane.name() + "-"))))
                .toList();
    }
}
