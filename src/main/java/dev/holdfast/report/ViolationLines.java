package dev.holdfast.report;

import dev.holdfast.report.page.Seconds;
import dev.holdfast.report.saved.RerunCommand;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.timeline.DecidingFields;
import dev.holdfast.report.timeline.Excerpt;
import dev.holdfast.report.timeline.FieldChange;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.TimelineMark;
import dev.holdfast.report.violation.Violation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells of one broken guarantee: what was promised and seen, why that matters, who did it when, and how to see it again.
 *
 * @param command what was typed to start the run
 */
record ViolationLines(Terminal terminal, Optional<String> command) {

    private static final int MOST_OTHERS = 5;
    private static final int MOST_ACTIONS = 3;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

    List<String> of(Violation violation) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.sign(violation.guarantee().outcome()) + " "
                + violation.guarantee().id() + "  " + violation.guarantee().statement());
        lines.add("    seen:     " + violation.seen());
        violation.others().stream().limit(MOST_OTHERS).forEach(other -> lines.add("    and:      " + other.sentence()));
        if (violation.others().size() > MOST_OTHERS) {
            lines.add("    and:      " + (violation.others().size() - MOST_OTHERS) + " more, in the report");
        }
        violation.guarantee().consequence().ifPresent(each -> lines.add("    matters:  " + each.sentence()));
        violation.picture().ifPresent(picture -> {
            lines.add("    what:     " + what(picture));
            timeline(picture, violation.seen(), lines);
        });
        lines.add("    scenario: " + violation.scenario().title() + " ("
                + violation.scenario().location() + ")");
        also(violation.elsewhere(), lines);
        lines.add("    again:    " + RerunCommand.of(command, violation.scenario()));
        return lines;
    }

    private static String what(Violation.Picture picture) {
        Row deciding = picture.excerpt().deciding();
        return deciding.phrase() + (deciding.state() ? ", resourceVersion " + deciding.resourceVersion() : "") + ", at "
                + Seconds.at(deciding.at()) + " s (" + CLOCK.format(picture.at()) + ")"
                + (deciding.author().isEmpty()
                        ? deciding.state() ? ", nobody is on record for it" : ""
                        : ", " + by(deciding));
    }

    private static String by(Row row) {
        return row.author().startsWith("deleted ") || row.author().equals("evicted")
                ? row.author()
                : "by " + row.author();
    }

    /** The entries that the verdict names and what the scenario did before; a bar marks the time of the violation. */
    private void timeline(Violation.Picture picture, String seen, List<String> lines) {
        Excerpt excerpt = picture.excerpt();
        List<Line> all = new ArrayList<>();
        excerpt.evidence()
                .forEach(row -> all.add(new Line(
                        row.index(),
                        row.at(),
                        picture.timeline().letter(row.index()),
                        row.phrase() + (row.author().isEmpty() || !row.state() ? "" : ", " + by(row)),
                        DecidingFields.of(row, seen))));
        List<TimelineMark> actions = excerpt.marks().stream()
                .filter(mark -> mark.at() <= excerpt.deciding().at())
                .filter(mark -> excerpt.evidence().stream().noneMatch(row -> row.index() == mark.index()))
                .toList();
        actions.stream()
                .skip(Math.max(0, actions.size() - MOST_ACTIONS))
                .forEach(mark -> all.add(new Line(mark.index(), mark.at(), "", "scenario: " + mark.text(), List.of())));
        all.stream()
                .sorted(Comparator.comparingLong(Line::index))
                .flatMap(line -> told(line, excerpt))
                .forEach(lines::add);
    }

    private static Stream<String> told(Line line, Excerpt excerpt) {
        // Half a millisecond: positions are rounded.
        boolean during = line.at() > excerpt.violating().from() - 0.0005
                && line.at() < excerpt.violating().to() + 0.0005
                && line.index() >= excerpt.deciding().index();
        String bar = during ? "┃" : " ";
        String head = String.format(
                Locale.ROOT, "      %2s %s %9s  %s", line.letter(), bar, Seconds.at(line.at()), line.text());
        return Stream.concat(
                Stream.of(head),
                line.fields().stream().map(field -> String.format(Locale.ROOT, "         %s %11s%s", bar, "", field)));
    }

    private record Line(long index, double at, String letter, String text, List<FieldChange> fields) {}

    private static void also(List<SavedScenario> elsewhere, List<String> lines) {
        List<String> titles =
                elsewhere.stream().map(SavedScenario::title).distinct().toList();
        titles.stream().limit(MOST_OTHERS).forEach(title -> lines.add("    also in:  " + title));
        if (titles.size() > MOST_OTHERS) {
            lines.add("    also in:  " + (titles.size() - MOST_OTHERS) + " more, in the report");
        }
    }
}
