package dev.holdfast.pages;

import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.timeline.Bar;
import dev.holdfast.report.timeline.DrawnState;
import dev.holdfast.report.timeline.Lane;
import dev.holdfast.report.timeline.Segment;
import dev.holdfast.report.timeline.Timeline;
import dev.holdfast.report.timeline.TimelineMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The timeline of a report in plain text, as the tutorial shows it. */
public final class TextTimeline {

    private static final int COLUMNS = 72;
    private static final int NAME = 26;
    private static final Set<Lane.Group> DRAWN = EnumSet.of(Lane.Group.POD, Lane.Group.OTHER_POD, Lane.Group.CLAIM);

    private final Timeline timeline;
    private final double perColumn;

    private TextTimeline(Timeline timeline) {
        this.timeline = timeline;
        this.perColumn = timeline.seconds() / COLUMNS;
    }

    /**
     * Prints the timelines of saved histories.
     *
     * @param arguments the files
     * @throws IOException when one cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        for (String file : arguments) {
            System.out.println(file);
            of(HistoryFile.read(Path.of(file))).forEach(System.out::println);
            System.out.println();
        }
    }

    /**
     * Draws a history.
     *
     * @param history what happened
     * @return the lines, from top to bottom
     */
    public static List<String> of(History history) {
        return new TextTimeline(Timeline.of(history, Set.of())).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<TimelineMark> actions = timeline.marks().stream()
                .filter(mark -> mark.sort() == TimelineMark.Sort.ACTION)
                .toList();
        lines.add(line("seconds", scale()));
        lines.add(line("action", letters(actions)));
        timeline.lanes().stream()
                .filter(lane -> DRAWN.contains(lane.group()))
                .forEach(lane -> lines.add(line(lane.name(), drawn(lane))));
        for (int i = 0; i < actions.size(); i++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  %5.1f s  %s",
                    letter(i),
                    actions.get(i).at(),
                    actions.get(i).text()));
        }
        return lines;
    }

    private static String line(String name, char[] drawn) {
        String shortened = name.length() > NAME ? name.substring(0, NAME - 1) + "…" : name;
        return (shortened + " ".repeat(NAME + 1 - shortened.length()) + new String(drawn)).stripTrailing();
    }

    private char[] scale() {
        char[] scale = blank();
        int step = (int) Math.max(1, Math.ceil(timeline.seconds() / 10));
        for (int second = 0; second < timeline.seconds(); second += step) {
            String text = Integer.toString(second);
            if (column(second) + text.length() <= COLUMNS) {
                write(scale, column(second), text);
            }
        }
        return scale;
    }

    /** A letter that has no room where it belongs stands behind the one before. */
    private char[] letters(List<TimelineMark> actions) {
        char[] letters = blank();
        int free = 0;
        for (int i = 0; i < actions.size() && free < COLUMNS; i++) {
            int column = Math.max(column(actions.get(i).at()), free);
            letters[column] = letter(i);
            free = column + 1;
        }
        return letters;
    }

    /** One letter each, as numbers side by side read as one. */
    private static char letter(int action) {
        return (char) (action < 26 ? 'A' + action : 'a' + action - 26);
    }

    private char[] drawn(Lane lane) {
        char[] drawn = blank();
        for (Bar bar : lane.bars()) {
            for (Segment segment : bar.segments()) {
                int last = Math.max(column(segment.from()), column(segment.to()) - 1);
                Arrays.fill(drawn, column(segment.from()), last + 1, sign(segment.state()));
            }
            if (bar.begun()) {
                drawn[column(bar.from())] = '|';
            }
        }
        return drawn;
    }

    private static char sign(DrawnState state) {
        return switch (state) {
            case PENDING -> '-';
            case RUNNING -> '=';
            case READY, BOUND -> '#';
            case TERMINATING -> 'x';
            default -> '?';
        };
    }

    private int column(double seconds) {
        return Math.min(COLUMNS - 1, (int) (seconds / perColumn));
    }

    private static char[] blank() {
        char[] blank = new char[COLUMNS];
        Arrays.fill(blank, ' ');
        return blank;
    }

    private static void write(char[] line, int column, String text) {
        for (int i = 0; i < text.length() && column + i < line.length; i++) {
            line[column + i] = text.charAt(i);
        }
    }
}
