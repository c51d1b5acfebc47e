package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.replay.Transition.StatusWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All that happened to one set and its pods, reduced to what an order can be judged by, in one sequence by resourceVersion. What
 * was listed comes first, since it had been there already. See the package for what the order between kinds means.
 */
public final class EventSequence {
    private final List<Keyed> moments = new ArrayList<>();
    private final List<Gap> gaps;

    private record Keyed(long key, Transition moment) {
        static int compare(Keyed one, Keyed other) {
            return Long.compare(one.key, other.key);
        }
    }

    private EventSequence(SetTimeline set, List<Gap> gaps) {
        this.gaps = gaps;
        writes(set.states());
        set.incarnations().forEach(this::turns);
        moments.sort(Keyed::compare);
    }

    /** The moments of a set's history. */
    static List<Transition> of(SetTimeline set, List<Gap> gaps) {
        List<Transition> inOrder = new ArrayList<>();
        new EventSequence(set, gaps).moments.forEach(keyed -> inOrder.add(keyed.moment()));
        return Collections.unmodifiableList(inOrder);
    }

    // Nearly all writes tell only what the controller has counted, and hardly any guarantee has to look at these.
    private void writes(List<Observation> states) {
        Observation before = null;
        for (Observation state : states) {
            add(before != null && sameSpec(before, state) ? new StatusWritten(state) : new SpecWritten(state));
            before = state;
        }
    }

    private static boolean sameSpec(Observation before, Observation now) {
        StatefulSetView then = StatefulSetView.of(before);
        StatefulSetView view = StatefulSetView.of(now);
        return !now.deleted()
                && before.object().terminating() == now.object().terminating()
                && then.generation() == view.generation()
                && then.observedGeneration() == view.observedGeneration()
                && before.object().uid().equals(now.object().uid());
    }

    private void turns(Incarnation pod) {
        Observation first = pod.lifetime().first();
        Optional<Observation> ending = pod.firstTerminating();
        long end = ending.map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        add(new PodTransition(pod.added().isPresent() ? PodChange.CREATED : PodChange.FOUND, pod, first));
        for (Incarnation.Interval ready : pod.ready()) {
            if (ready.from().resourceVersion() < end) {
                add(new PodTransition(PodChange.HEALTHY, pod, ready.from()));
                Optional<Observation> lost =
                        ready.to().filter(to -> to.resourceVersion() < end).or(() -> ending);
                lost.ifPresent(at -> add(new PodTransition(PodChange.UNHEALTHY, pod, at)));
            }
        }
        ending.ifPresent(at -> add(new PodTransition(PodChange.ENDING, pod, at)));
        pod.deleted().ifPresent(at -> add(new PodTransition(PodChange.GONE, pod, at)));
    }

    private void add(Transition moment) {
        Observation at = moment.at();
        // What a list after a gap of its kind told may be anything between new and old.
        boolean fromTheBeginning = at.change() == Change.LISTED
                && gaps.stream().noneMatch(gap -> gap.concerns(at.object().kind()) && gap.index() < at.index());
        moments.add(new Keyed(fromTheBeginning ? 0 : at.resourceVersion(), moment));
    }
}
