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
    /** Of each moment. */
    private final long[] revisions;

    /** Moments of a sequence, in its order. */
    static final class Selection {
        private final List<Transition> moments;
        private final int[] writesBefore;
        private final int[] places;

        private Selection(int most) {
            this.moments = new ArrayList<>(most);
            this.writesBefore = new int[most];
            this.places = new int[most];
        }

        private void add(Transition moment, int writes, int place) {
            writesBefore[moments.size()] = writes;
            places[moments.size()] = place;
            moments.add(moment);
        }

        List<Transition> moments() {
            return Collections.unmodifiableList(moments);
        }

        /** How many {@link #writes} of the set came before the moment at a position. */
        int writesBefore(int position) {
            return writesBefore[position];
        }

        /** Where the moment at a position is among {@link #all} moments. */
        int place(int position) {
            return places[position];
        }
    }

    private EventSequence(List<Transition> moments) {
        this.all = new Selection(moments.size());
        this.specsAndPods = new Selection(moments.size());
        this.revisions = new long[moments.size()];
        moments.forEach(this::add);
    }

    private void add(Transition moment) {
        int place = all.moments.size();
        revisions[place] = moment.at().resourceVersion();
        all.add(moment, writes.size(), place);
        if (!(moment instanceof StatusWritten)) {
            specsAndPods.add(moment, writes.size(), place);
        }
        if (moment instanceof SetWritten) {
            writes.add(moment.at());
        }
    }

    /** The sequence of a set. */
    static EventSequence of(SetTimeline set, List<Gap> gaps) {
        return new EventSequence(new Sorting(gaps).inOrder(set));
    }

    /** The resourceVersion of each of {@link #all} moments. */
    long[] revisions() {
        return revisions;
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
        /** The last state of the set that has its place. */
        private Observation before;

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
            moments.forEach(keyed -> inOrder.add(placed(keyed.moment())));
            return inOrder;
        }

        // Nearly all writes tell only what the controller has counted, and hardly any guarantee has to look at these.
        private Transition placed(Transition moment) {
            if (!(moment instanceof SpecWritten)) {
                return moment;
            }
            Observation last = before;
            before = moment.at();
            return last != null && sameSpec(last, before) ? new StatusWritten(before) : moment;
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
