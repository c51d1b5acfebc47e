package dev.holdfast.report.page;

import dev.holdfast.report.timeline.FieldChange;
import dev.holdfast.report.timeline.Row;
import java.util.List;

/**
 * An entry that a verdict names.
 *
 * @param letter marks it in the pictures
 * @param row the entry
 * @param deciding the few of its fields that decide, before and then
 * @param logged what the components of the cluster logged in that second
 */
public record PageMoment(String letter, Row row, List<FieldChange> deciding, List<LogLine> logged) {

    /** {@return who did it, as a phrase that follows what was done; empty when nobody is on record for it} */
    public String by() {
        if (row.author().isEmpty() || !row.state()) {
            return "";
        }
        return row.author().startsWith("deleted") || row.author().equals("evicted")
                ? row.author()
                : "by " + row.author();
    }

    /** {@return the changed fields that are not among those that decide} */
    public List<FieldChange> rest() {
        return row.changes().stream().filter(each -> !deciding.contains(each)).toList();
    }
}
