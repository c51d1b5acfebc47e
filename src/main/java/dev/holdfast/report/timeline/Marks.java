package dev.holdfast.report.timeline;

import dev.holdfast.history.Action;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import java.util.ArrayList;
import java.util.List;

/** Finds the moments that are no object's state. */
final class Marks {

    private Marks() {}

    static List<Mark> of(History history, Timeline.Clock clock) {
        List<Mark> marks = new ArrayList<>();
        for (Entry entry : history.entries()) {
            double at = clock.at(entry);
            if (entry instanceof Action action) {
                marks.add(new Mark(Mark.Sort.ACTION, at, entry.index(), action.description()));
            } else if (entry instanceof ExternalRead reading) {
                marks.add(new Mark(Mark.Sort.READING, at, entry.index(), Words.reading(reading)));
            } else if (entry instanceof Gap gap) {
                marks.add(new Mark(Mark.Sort.GAP, at, entry.index(), Words.gap(gap)));
            }
        }
        return marks;
    }
}
