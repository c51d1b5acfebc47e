package dev.holdfast.report.timeline;

import java.util.List;

/**
 * A row of bars: everything that ever carried one name.
 *
 * @param group what kind of row it is
 * @param name the name that all of its objects carry
 * @param bars the objects, one after the other
 */
public record Lane(Group group, String name, List<Bar> bars) {

    /** Rows that belong together, in the order in which they are drawn. */
    public enum Group {
        /** A StatefulSet. */
        SET("StatefulSet"),
        /** The pods of a StatefulSet, one row per ordinal. */
        POD("Pods"),
        /** Pods that no StatefulSet controlled. */
        OTHER_POD("Other pods"),
        /** Claims. */
        CLAIM("Claims"),
        /** ControllerRevisions. */
        REVISION("ControllerRevisions");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** {@return the heading of the rows} */
        public String title() {
            return title;
        }
    }

    /** Copies the bars. */
    public Lane {
        bars = List.copyOf(bars);
    }

    /** {@return whether any of its objects has a segment that this entry began} */
    boolean begins(long index) {
        return bars.stream().flatMap(bar -> bar.segments().stream()).anyMatch(segment -> segment.index() == index);
    }
}
