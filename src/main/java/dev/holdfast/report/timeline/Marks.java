package dev.holdfast.report.timeline;

import dev.holdfast.history.Action;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Response;
import java.util.ArrayList;
import java.util.List;

/** Finds the moments that are no object's state. */
final class Marks {

    private Marks() {}

    static List<TimelineMark> of(History history, Timeline.Clock clock) {
        List<TimelineMark> marks = new ArrayList<>();
        for (Entry entry : history.entries()) {
            double at = clock.at(entry);
            if (entry instanceof Action action) {
                marks.add(new TimelineMark(TimelineMark.Sort.ACTION, at, entry.index(), action.description()));
            } else if (entry instanceof Response answer) {
                marks.add(new TimelineMark(TimelineMark.Sort.READING, at, entry.index(), ReadingLabels.answer(answer)));
            } else if (entry instanceof ExternalRead reading) {
                marks.add(
                        new TimelineMark(TimelineMark.Sort.READING, at, entry.index(), ReadingLabels.reading(reading)));
            } else if (entry instanceof Gap gap) {
                marks.add(new TimelineMark(TimelineMark.Sort.GAP, at, entry.index(), ReadingLabels.gap(gap)));
            }
        }
        return marks;
    }
}
