package dev.holdfast.report.timeline;

import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The picture of one history.
 *
 * @param began when the recording began
 * @param seconds how long it lasted; never 0, so that it can be drawn
 * @param lanes the rows, from top to bottom
 * @param undrawn how many rows were left out because there were too many
 * @param marks what happened beside the objects, in order
 * @param rows the same as a table, in order
 * @param omitted how many rows of the table were left out because there were too many
 * @param evidence the entries that verdicts name, in order
 */
public record Timeline(
        Instant began,
        double seconds,
        List<Lane> lanes,
        int undrawn,
        List<TimelineMark> marks,
        List<Row> rows,
        int omitted,
        List<Row> evidence) {

    private static final double LEAST = 0.1;

    /** Of more actions than these, the table alone tells. */
    private static final int LISTED = 24;

    /**
     * Draws a history.
     *
     * @param history what happened
     * @param evidence the entries that verdicts name, by their index
     */
    public static Timeline of(History history, Set<Long> evidence) {
        Clock clock = Clock.of(history);
        Lanes lanes = Lanes.of(history, clock, evidence);
        Rows rows = Rows.of(history, clock, evidence);
        return new Timeline(
                clock.began(),
                Math.max(clock.ended(), LEAST),
                lanes.lanes(),
                lanes.undrawn(),
                Marks.of(history, clock),
                rows.rows(),
                rows.omitted(),
                rows.evidence());
    }

    /** {@return when a moment of the recording was, by the clock of the machine that recorded} */
    public Instant instant(double at) {
        return began.plusMillis(Math.round(at * 1000));
    }

    /** {@return where a moment lies in the recording, in seconds; before it, below 0} */
    public double position(Instant at) {
        return Duration.between(began, at).toMillis() / 1000.0;
    }

    /** {@return the letter that marks an entry that verdicts name; empty when they do not} */
    public String letter(long index) {
        for (int n = 0; n < evidence.size(); n++) {
            if (evidence.get(n).index() == index) {
                return letterOf(n);
            }
        }
        return "";
    }

    /** A to Z, then A1 and so on. */
    private static String letterOf(int n) {
        String letter = String.valueOf((char) ('A' + n % 26));
        return n < 26 ? letter : letter + n / 26;
    }

    /**
     * One of the things that the scenario did, with the number that it has in the picture.
     *
     * @param number counts from 1
     * @param index the entry
     * @param text what was done
     * @param at when, in seconds
     */
    public record Numbered(int number, long index, String text, double at) {}

    /** {@return the first things that the scenario did, as many as make a readable list} */
    public List<Numbered> actions() {
        List<TimelineMark> actions = allActions();
        return IntStream.range(0, Math.min(LISTED, actions.size()))
                .mapToObj(i -> new Numbered(
                        i + 1,
                        actions.get(i).index(),
                        actions.get(i).text(),
                        actions.get(i).at()))
                .toList();
    }

    /** {@return how many more things the scenario did} */
    public int moreActions() {
        return Math.max(0, allActions().size() - LISTED);
    }

    private List<TimelineMark> allActions() {
        return marks.stream()
                .filter(mark -> mark.sort() == TimelineMark.Sort.ACTION)
                .toList();
    }

    /** Turns arrival times into positions. */
    record Clock(Instant began, double ended) {

        static Clock of(History history) {
            List<Entry> entries = history.entries();
            if (entries.isEmpty()) {
                return new Clock(Instant.EPOCH, 0);
            }
            Instant first = entries.get(0).at();
            Instant last = first;
            for (Entry entry : entries) {
                first = entry.at().isBefore(first) ? entry.at() : first;
                last = entry.at().isAfter(last) ? entry.at() : last;
            }
            return new Clock(first, millis(first, last));
        }

        double at(Entry entry) {
            return millis(began, entry.at());
        }

        private static double millis(Instant from, Instant to) {
            return (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
        }
    }
}
