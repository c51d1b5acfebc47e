package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.StatefulSetView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the ordinals that exist with the range that is wanted, whenever the set is at rest: the controller has said that all
 * is done, and from then until the set was next written no pod was terminating or went.
 */
final class RestingRange {
    private final SetTimeline set;
    private final Map<String, Incarnation> members = new HashMap<>();
    private final Set<Integer> present = new TreeSet<>();
    private final Set<String> terminating = new HashSet<>();
    private Observation state;
    private boolean calm;
    private String last = "";

    RestingRange(SetTimeline set) {
        this.set = set;
        set.incarnations().forEach(pod -> members.put(pod.uid(), pod));
    }

    void judge(History history, Findings findings) {
        Set<Observation> states = new HashSet<>(set.states());
        for (Observation observation : history.byResourceVersion(Kinds.STATEFUL_SET, Kinds.POD)) {
            if (states.contains(observation)) {
                compare(findings);
                state = observation;
                calm = terminating.isEmpty();
            } else if (members.containsKey(observation.object().uid())) {
                take(observation, members.get(observation.object().uid()).ordinal());
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

    private void take(Observation pod, int ordinal) {
        String uid = pod.object().uid();
        if (pod.deleted()) {
            present.remove(ordinal);
            terminating.remove(uid);
            calm = false;
        } else {
            present.add(ordinal);
            if (pod.object().terminating() && terminating.add(uid)) {
                calm = false;
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
        findings.judged();
        last = words(state);
        Set<Integer> wanted = new TreeSet<>();
        for (int ordinal = view.start(); view.wants(ordinal); ordinal++) {
            wanted.add(ordinal);
        }
        if (!wanted.equals(present)) {
            findings.broken(
                    "StatefulSet " + set.name() + " was at rest " + Words.at(state) + " and wanted the ordinals "
                            + words(state) + ", but the ordinals of its pods were "
                            + (present.isEmpty() ? "none" : Words.list(present)),
                    state);
        }
    }
}
