package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.replay.Transition.StatusWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All that happened to one set and its pods, reduced to what an order can be judged by, in one sequence by resourceVersion. What
 * was listed comes first, since it had been there already. See the package for what the order between kinds means.
 */
final class EventSequence {
    private final List<Observation> writes = new ArrayList<>();
    private final Selection all;
    private final Selection specsAndPods;

    /** Moments of a sequence, in its order. */
    static final class Selection {
        private final List<Transition> moments;
        private final int[] writesBefore;

        private Selection(List<Transition> moments, int[] writesBefore) {
            this.moments = Collections.unmodifiableList(moments);
            this.writesBefore = writesBefore;
        }

        List<Transition> moments() {
            return moments;
        }

        /** How many {@link #writes} of the set came before the moment at a position. */
        int writesBefore(int position) {
            return writesBefore[position];
        }
    }

    private EventSequence(List<Transition> moments) {
        int[] writesBefore = new int[moments.size()];
        List<Transition> fewer = new ArrayList<>();
        int[] writesBeforeFewer = new int[moments.size()];
        for (int i = 0; i < writesBefore.length; i++) {
            Transition moment = moments.get(i);
            writesBefore[i] = writes.size();
            if (!(moment instanceof StatusWritten)) {
                writesBeforeFewer[fewer.size()] = writes.size();
                fewer.add(moment);
            }
            if (moment instanceof SetWritten) {
                writes.add(moment.at());
            }
        }
        this.all = new Selection(moments, writesBefore);
        this.specsAndPods = new Selection(fewer, Arrays.copyOf(writesBeforeFewer, fewer.size()));
    }

    /** The sequence of a set. */
    static EventSequence of(SetTimeline set, List<Gap> gaps) {
        return new EventSequence(new Sorting(gaps).inOrder(set));
    }

    /** The writes of the set. */
    List<Observation> writes() {
        return writes;
    }

    /** Every moment. */
    Selection all() {
        return all;
    }

    /** All but those at which the set's status was written and its spec was not. */
    Selection specsAndPods() {
        return specsAndPods;
    }

    /** Puts what is told of the set and what is told of its pods into one order. */
    private static final class Sorting {
        private final List<Keyed> moments = new ArrayList<>();
        private final List<Gap> gaps;

        private record Keyed(long key, Transition moment) {
            static int compare(Keyed one, Keyed other) {
                return Long.compare(one.key, other.key);
            }
        }

        Sorting(List<Gap> gaps) {
            this.gaps = gaps;
        }

        List<Transition> inOrder(SetTimeline set) {
            set.states().forEach(state -> add(new SpecWritten(state)));
            set.incarnations().forEach(this::turns);
            moments.sort(Keyed::compare);
            List<Transition> inOrder = new ArrayList<>(moments.size());
            Observation before = null;
            for (Keyed keyed : moments) {
                Transition moment = keyed.moment();
                if (moment instanceof SpecWritten written) {
                    Observation state = written.at();
                    // Nearly all writes tell only what the controller has counted, and hardly any guarantee has to
                    // look at these.
                    if (before != null && sameSpec(before, state)) {
                        moment = new StatusWritten(state);
                    }
                    before = state;
                }
                inOrder.add(moment);
            }
            return inOrder;
        }

        private static boolean sameSpec(Observation before, Observation now) {
            StatefulSetView then = StatefulSetView.of(before);
            StatefulSetView view = StatefulSetView.of(now);
            return !before.deleted()
                    && !now.deleted()
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
}
