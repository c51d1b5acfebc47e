package dev.holdfast.report.timeline;

import dev.holdfast.history.Kinds;
import java.util.List;
import java.util.Optional;

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
        SET("StatefulSet", Kinds.STATEFUL_SET),
        /** The pods of a StatefulSet, one row per ordinal. */
        POD("Pods", Kinds.POD),
        /** Pods that no StatefulSet controlled. */
        OTHER_POD("Other pods", Kinds.POD),
        /** Claims. */
        CLAIM("Claims", Kinds.CLAIM),
        /** ControllerRevisions. */
        REVISION("ControllerRevisions", Kinds.REVISION);

        private final String title;
        private final String kind;

        Group(String title, String kind) {
            this.title = title;
            this.kind = kind;
        }

        /** {@return the kind of its objects} */
        public String kind() {
            return kind;
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

    /** {@return whether this entry is a state of one of its objects} */
    public boolean isOf(Row row) {
        return row.state() && group.kind().equals(row.kind()) && name.equals(row.name());
    }

    /** {@return whether this entry is a state of one of its objects, was done to one, or read from one} */
    boolean concerns(Row row) {
        boolean named = group.kind().equals(row.kind()) && name.equals(row.name());
        return named
                || (!row.uid().isEmpty()
                        && bars.stream().anyMatch(bar -> bar.uid().equals(row.uid())));
    }

    /** {@return until when the object that carried the name at a moment stayed as it was then} */
    Optional<Double> until(double at) {
        return bars.stream().flatMap(bar -> until(bar, at).stream()).findFirst();
    }

    /** A pod that is not Ready yet is that, whether it is Pending or Running. */
    private static Optional<Double> until(Bar bar, double at) {
        Optional<Segment> found = bar.segments().stream()
                .filter(segment -> segment.from() <= at && at < segment.to())
                .findFirst();
        double to = found.map(Segment::to).orElse(at);
        if (found.filter(each -> each.state().notReadyYet()).isPresent()) {
            for (Segment next : bar.segments()) {
                to = next.from() == to && next.state().notReadyYet() ? next.to() : to;
            }
        }
        return found.isPresent() ? Optional.of(to) : Optional.empty();
    }

    /** {@return whether any of its objects has a segment that this entry began} */
    boolean begins(long index) {
        return bars.stream().flatMap(bar -> bar.segments().stream()).anyMatch(segment -> segment.index() == index);
    }
}
