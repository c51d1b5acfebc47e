package dev.holdfast.history;

import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Moment.SetWritten;
import dev.holdfast.history.Moment.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All that happened to one set and its pods, reduced to what an order can be judged by, in one sequence by resourceVersion. What
 * was listed comes first, since it had been there already. See the package for what the order between kinds means.
 */
public final class Course {
    private final List<Keyed> moments = new ArrayList<>();
    private final long firstGap;

    private record Keyed(long key, Moment moment) {
        static int compare(Keyed one, Keyed other) {
            return Long.compare(one.key, other.key);
        }
    }

    private Course(SetTimeline set, long firstGap) {
        this.firstGap = firstGap;
        set.states().forEach(state -> add(new SetWritten(state)));
        set.incarnations().forEach(this::turns);
        moments.sort(Keyed::compare);
    }

    /** The moments of a set's history. */
    static List<Moment> of(SetTimeline set, List<Gap> gaps) {
        long firstGap = gaps.stream().mapToLong(Gap::index).min().orElse(Long.MAX_VALUE);
        List<Moment> inOrder = new ArrayList<>();
        new Course(set, firstGap).moments.forEach(keyed -> inOrder.add(keyed.moment()));
        return Collections.unmodifiableList(inOrder);
    }

    private void turns(Incarnation pod) {
        Observation first = pod.lifetime().first();
        Optional<Observation> ending = pod.firstTerminating();
        long end = ending.map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        add(new PodTurn(pod.added().isPresent() ? Turn.CREATED : Turn.FOUND, pod, first));
        for (Incarnation.Interval ready : pod.ready()) {
            if (ready.from().resourceVersion() < end) {
                add(new PodTurn(Turn.HEALTHY, pod, ready.from()));
                Optional<Observation> lost =
                        ready.to().filter(to -> to.resourceVersion() < end).or(() -> ending);
                lost.ifPresent(at -> add(new PodTurn(Turn.UNHEALTHY, pod, at)));
            }
        }
        ending.ifPresent(at -> add(new PodTurn(Turn.ENDING, pod, at)));
        pod.deleted().ifPresent(at -> add(new PodTurn(Turn.GONE, pod, at)));
    }

    private void add(Moment moment) {
        Observation at = moment.at();
        // What a list after a gap told may be anything between new and old.
        boolean fromTheBeginning = at.change() == Change.LISTED && at.index() < firstGap;
        moments.add(new Keyed(fromTheBeginning ? 0 : at.resourceVersion(), moment));
    }
}
