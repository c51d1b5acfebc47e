package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the pods of a set as its controller ought to, event by event. */
public final class StatusReplay {
    /** The condition of being there, terminating or not. */
    public static final String EXISTS = "exists";
    /** The condition of being Running and Ready, terminating or not. */
    public static final String READY = "is Running and Ready";

    /** The revision of what does not count for any: no name of an object may be like that. */
    private static final String NONE = "-";

    private final Map<String, CountBounds> tallies = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private int next;

    private record Step(long resourceVersion, String condition, boolean gained) {
        static int compare(Step one, Step other) {
            return Long.compare(one.resourceVersion, other.resourceVersion);
        }
    }

    /** The counts of a set, before its first event. */
    public StatusReplay(SetTimeline set) {
        set.incarnations().forEach(this::plan);
        steps.sort(Step::compare);
        while (next < steps.size() && steps.get(next).resourceVersion() == 0) {
            tally(steps.get(next++).condition()).found();
        }
    }

    /** The condition of not terminating and being of a revision. */
    public static String ofRevision(String revision) {
        return "is of revision " + revision;
    }

    /** Counts what happened up to that revision. */
    public void advance(long resourceVersion) {
        while (next < steps.size() && steps.get(next).resourceVersion() <= resourceVersion) {
            Step step = steps.get(next++);
            CountBounds tally = tally(step.condition());
            if (step.gained()) {
                tally.gain();
            } else {
                tally.lose();
            }
        }
    }

    /** The controller wrote the status. */
    public void written() {
        tallies.values().forEach(CountBounds::written);
        tallies.values().removeIf(CountBounds::empty);
    }

    /** How many pods meet a condition at this moment. */
    public CountBounds tally(String condition) {
        return tallies.computeIfAbsent(condition, any -> new CountBounds());
    }

    private void plan(Incarnation pod) {
        boolean owned = false;
        boolean ready = false;
        String revision = NONE;
        for (Observation state : pod.lifetime().states()) {
            PodView view = PodView.of(state);
            boolean nowOwned =
                    !state.deleted() && state.object().controllerUid().isPresent();
            boolean nowReady = nowOwned && view.ready() && view.phase().equals("Running");
            String nowRevision = nowOwned && !view.terminating() ? view.revision() : NONE;
            change(state, EXISTS, owned, nowOwned);
            change(state, READY, ready, nowReady);
            if (!revision.equals(nowRevision)) {
                change(state, ofRevision(revision), !revision.equals(NONE), false);
                change(state, ofRevision(nowRevision), false, !nowRevision.equals(NONE));
            }
            owned = nowOwned;
            ready = nowReady;
            revision = nowRevision;
        }
    }

    private void change(Observation state, String condition, boolean before, boolean now) {
        if (before != now) {
            boolean found = state.change() == Change.LISTED;
            steps.add(new Step(found && now ? 0 : state.resourceVersion(), condition, now));
        }
    }
}
