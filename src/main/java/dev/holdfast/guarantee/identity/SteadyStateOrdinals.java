package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the ordinals that exist with the range that is wanted, whenever the set is at rest: from when the controller has said
 * that all is done, until a pod begins to go or the set is written again.
 */
final class SteadyStateOrdinals {
    private final SetTimeline set;
    private final NavigableMap<Integer, Observation> present = new TreeMap<>();
    private final Set<String> terminating = new HashSet<>();
    private Observation state;
    /** No pod was going when the set said that all is done, nor has one begun to go since. */
    private boolean calm;
    /** A pod has gone or begun to go since the set was last written. */
    private boolean stirred;
    /** A pod went just before the set said that all is done: it may not have known. */
    private boolean unsure;

    private String last = "";

    SteadyStateOrdinals(SetTimeline set) {
        this.set = set;
    }

    void judge(Findings findings) {
        for (Transition moment : set.course()) {
            if (moment instanceof SetWritten written) {
                compare(findings);
                state = written.at();
                calm = terminating.isEmpty();
                unsure = stirred;
                stirred = false;
            } else if (moment instanceof PodTransition turn) {
                take(turn.at(), turn.ordinal(), findings);
            }
        }
        compare(findings);
    }

    /** The range at the last rest. */
    String last() {
        return last;
    }

    static String words(Observation state) {
        StatefulSetView view = StatefulSetView.of(state);
        return view.replicas() == 0 ? "none" : view.start() + ".." + (view.start() + view.replicas() - 1);
    }

    private void take(Observation pod, int ordinal, Findings findings) {
        boolean goes = pod.deleted() || pod.object().terminating();
        if (goes && calm && !unsure) {
            compare(findings);
        }
        calm &= !goes;
        stirred |= goes;
        if (pod.deleted()) {
            present.remove(ordinal);
            terminating.remove(pod.object().uid());
        } else {
            present.put(ordinal, pod);
            if (goes) {
                terminating.add(pod.object().uid());
            }
        }
    }

    private void compare(Findings findings) {
        if (state == null
                || state.deleted()
                || !calm
                || !StatefulSetView.of(state).settled()) {
            return;
        }
        StatefulSetView view = StatefulSetView.of(state);
        if (exactly(view)) {
            findings.judged();
            last = words(state);
            return;
        }
        Set<Integer> wanted = new TreeSet<>();
        for (int ordinal = view.start(); view.wants(ordinal); ordinal++) {
            wanted.add(ordinal);
        }
        if (unsure && !present.keySet().containsAll(wanted)) {
            return;
        }
        findings.judged();
        last = words(state);
        if (!wanted.equals(present.keySet())) {
            List<Observation> evidence = new ArrayList<>(List.of(state));
            present.forEach((ordinal, pod) -> evidence.addAll(wanted.contains(ordinal) ? List.of() : List.of(pod)));
            findings.broken(
                    "StatefulSet " + set.name() + " was at rest " + Phrases.at(state) + " and wanted the ordinals "
                            + words(state) + ", but the ordinals of its pods were "
                            + (present.isEmpty() ? "none" : Phrases.list(present.keySet())),
                    evidence.toArray(Observation[]::new));
        }
    }

    /** Whether the ordinals that are there are those of the range, told without going through them. */
    private boolean exactly(StatefulSetView view) {
        return present.size() == view.replicas()
                && (present.isEmpty() || (present.firstKey() == view.start() && present.lastKey() == view.end() - 1));
    }
}
