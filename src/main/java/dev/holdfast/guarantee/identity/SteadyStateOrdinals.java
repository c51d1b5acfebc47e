package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Compares the ordinals that exist with the range that is wanted, whenever the controller says that all is done and no pod is
 * going. A controller may say so by what it had counted before it saw a change, and acts on that change after it. So a difference
 * breaks the guarantee only if it lasts while the controller is shown to look at the set again, with nothing in its way.
 */
final class SteadyStateOrdinals {
    private final SetTimeline set;
    private final ControllerActivity activity;
    private final Predicate<StatefulSetView> concerned;
    private final NavigableMap<Integer, Observation> present = new TreeMap<>();
    private final Set<String> terminating = new HashSet<>();
    private Optional<OrdinalDifference> difference = Optional.empty();
    private String last = "";

    SteadyStateOrdinals(SetTimeline set) {
        this(set, any -> true);
    }

    /** Those of the specs that meet a condition. */
    SteadyStateOrdinals(SetTimeline set, Predicate<StatefulSetView> concerned) {
        this.set = set;
        this.activity = ControllerActivity.of(set);
        this.concerned = concerned;
    }

    void judge(Findings findings) {
        for (Transition moment : set.course()) {
            if (moment instanceof SetWritten written) {
                written(written.at(), findings);
            } else if (moment instanceof PodTransition turn) {
                take(turn, findings);
            }
        }
        difference.ifPresent(found -> found.judgeAtTheEnd(findings, activity));
    }

    /** The range at the last rest. */
    String last() {
        return last;
    }

    static String words(Observation state) {
        StatefulSetView view = StatefulSetView.of(state);
        return view.replicas() == 0 ? "none" : view.start() + ".." + (view.start() + view.replicas() - 1);
    }

    private void take(PodTransition turn, Findings findings) {
        switch (turn.turn()) {
            case FOUND, CREATED -> present.put(turn.ordinal(), turn.at());
            case ENDING -> terminating.add(turn.pod().uid());
            case GONE -> {
                present.remove(turn.ordinal());
                terminating.remove(turn.pod().uid());
            }
            default -> {
                present.replace(turn.ordinal(), turn.at());
                return;
            }
        }
        end(turn.at(), findings);
    }

    private void written(Observation state, Findings findings) {
        if (difference.isPresent() && difference.get().endsWith(state)) {
            end(state, findings);
        }
        difference.ifPresent(found -> found.written(state));
        StatefulSetView view = StatefulSetView.of(state);
        if (state.deleted() || state.object().terminating() || !view.settled() || !terminating.isEmpty()) {
            // The controller does not say any more that all is done.
            difference = view.acknowledged() ? Optional.empty() : difference;
        } else if (!concerned.test(view)) {
            difference = Optional.empty();
        } else if (exactly(view)) {
            findings.judged();
            last = words(state);
        } else if (takenOut(state)) {
            difference = Optional.empty();
        } else if (difference.isEmpty()) {
            difference = Optional.of(new OrdinalDifference(
                    set,
                    state,
                    sentence(state),
                    evidence(state),
                    missing(view),
                    view.counters().replicas() == present.size()));
        }
    }

    /** Whether a pod that is not wanted belongs to the set no more, so that it has to leave it alone. */
    private boolean takenOut(Observation state) {
        return present.keySet().stream()
                .filter(ordinal -> !StatefulSetView.of(state).wants(ordinal))
                .flatMap(ordinal -> set.holder(ordinal, state.resourceVersion()).stream())
                .anyMatch(pod -> !pod.controlledBy(state));
    }

    private void end(Observation at, Findings findings) {
        difference
                .filter(found -> found.shown(activity, at.resourceVersion()))
                .ifPresent(found -> found.judge(findings));
        difference = Optional.empty();
    }

    private String sentence(Observation state) {
        return "StatefulSet " + set.name() + " was at rest " + Phrases.at(state) + " and wanted the ordinals "
                + words(state) + ", but the ordinals of its pods were "
                + (present.isEmpty() ? "none" : Phrases.list(present.keySet()));
    }

    private List<Observation> evidence(Observation state) {
        List<Observation> evidence = new ArrayList<>(List.of(state));
        present.forEach(
                (ordinal, pod) -> evidence.addAll(StatefulSetView.of(state).wants(ordinal) ? List.of() : List.of(pod)));
        return evidence;
    }

    private Set<Integer> missing(StatefulSetView view) {
        Set<Integer> missing = new TreeSet<>();
        for (int ordinal = view.start(); view.wants(ordinal); ordinal++) {
            missing.add(ordinal);
        }
        missing.removeAll(present.keySet());
        return missing;
    }

    /** Whether the ordinals that are there are those of the range, told without going through them. */
    private boolean exactly(StatefulSetView view) {
        return present.size() == view.replicas()
                && (present.isEmpty() || (present.firstKey() == view.start() && present.lastKey() == view.end() - 1));
    }
}
