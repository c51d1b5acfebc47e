package dev.holdfast.report.page;

import dev.holdfast.report.timeline.DecidingFields;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Timeline;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Tells of the entries of one recording that verdicts name. */
final class PageMoments {

    /** What was logged that long before or after it is said to belong to a moment. */
    private static final double SECOND = 0.5;

    private static final int MOST_LINES = 40;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

    private PageMoments() {}

    /** {@return a moment of a day} */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /**
     * Tells.
     *
     * @param rows the entries
     * @param sentence what the verdict says that names them
     * @param logs what the components of the cluster logged during the recording
     */
    static List<PageMoment> of(Timeline timeline, List<Row> rows, String sentence, List<LogLine> logs) {
        return rows.stream()
                .map(row -> new PageMoment(
                        timeline.letter(row.index()),
                        row,
                        DecidingFields.of(row, sentence),
                        logs.stream()
                                .filter(line -> Math.abs(line.at() - row.at()) <= SECOND)
                                .limit(MOST_LINES)
                                .toList()))
                .toList();
    }
}
