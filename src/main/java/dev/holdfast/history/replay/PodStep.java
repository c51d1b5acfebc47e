package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that changes how many pods of a set there are.
 *
 * @param at the revision at which it happens; 0 when it was so as the recording began
 * @param existing how many pods more there are of the set
 * @param ready how many more of them are Running and Ready, terminating or not
 * @param from the revision of which one less stands; empty for none
 * @param to the revision of which one more stands; empty for none
 */
record PodStep(long at, int existing, int ready, String from, String to) {
    private static final long NOT_LOOKED_FOR = -1;

    /** What a pod is for the set. */
    private record Role(boolean owned, boolean ready, String stands) {
        static final Role NONE = new Role(false, false, "");
        /** The revision of pods that do not say theirs: no name of an object may be like that. */
        private static final String UNNAMED = "-";

        // A controller adopts a pod before it counts it, so that it counts also those that its cache shows without an
        // owner.
        // One whose labels do not fit any more it lets go, and does not count from then on.
        static Role of(Observation state, String uid, boolean fits, boolean adopted) {
            Owner owner = state.object().controller().orElse(null);
            boolean owned = !state.deleted()
                    && fits
                    && (owner == null ? adopted : owner.uid().equals(uid));
            if (!owned) {
                return NONE;
            }
            PodView pod = PodView.of(state);
            String revision = pod.revision().isEmpty() ? UNNAMED : pod.revision();
            return new Role(true, pod.ready() && pod.phase().equals("Running"), pod.terminating() ? "" : revision);
        }

        // Asked of every state: what the compiler makes of equals for a record takes several times as long.
        boolean sameAs(Role other) {
            return owned == other.owned && ready == other.ready && stands.equals(other.stands);
        }
    }

    /** Whether a pod ceases to stand that does not get another revision. */
    boolean ends() {
        return !from.isEmpty() && to.isEmpty();
    }

    /**
     * What a pod does to the counts of a set.
     *
     * @param uid which of the sets of that name
     * @param selector the labels of its pods
     */
    static List<PodStep> of(Incarnation pod, String uid, Map<String, String> selector) {
        return of(pod, uid, selector, NOT_LOOKED_FOR);
    }

    /** The same for a pod that the set counts only from its adoption on. */
    static List<PodStep> sinceAdoption(Incarnation pod, String uid, Map<String, String> selector) {
        return of(pod, uid, selector, 0);
    }

    @SuppressWarnings("ReferenceEquality") // other labels that are equal are only compared again
    private static List<PodStep> of(Incarnation pod, String uid, Map<String, String> selector, long adoption) {
        List<PodStep> steps = new ArrayList<>();
        Role before = Role.NONE;
        boolean first = true;
        // Hardly any pod gets other labels.
        Map<String, String> labels = null;
        boolean fits = false;
        long adopted = adoption;
        for (Observation state : pod.lifetime().states()) {
            // Hardly any pod was ever without an owner.
            if (adopted == NOT_LOOKED_FOR && state.object().controller().isEmpty()) {
                adopted = adoption(pod, uid);
            }
            if (labels != state.object().labels()) {
                labels = state.object().labels();
                fits = labels.entrySet().containsAll(selector.entrySet());
            }
            Role now = Role.of(state, uid, fits, state.resourceVersion() < adopted);
            if (!now.sameAs(before)) {
                boolean same = now.stands().equals(before.stands());
                steps.add(new PodStep(
                        state.change() == Change.LISTED && first ? 0 : state.resourceVersion(),
                        (now.owned() ? 1 : 0) - (before.owned() ? 1 : 0),
                        (now.ready() ? 1 : 0) - (before.ready() ? 1 : 0),
                        same ? "" : before.stands(),
                        same ? "" : now.stands()));
            }
            before = now;
            first = false;
        }
        return steps;
    }

    /** The revision at which the set came to own a pod last; 0 when it never did. */
    static long adoption(Incarnation pod, String uid) {
        long adoption = 0;
        boolean owned = false;
        for (Observation state : pod.lifetime().states()) {
            Owner owner = state.object().controller().orElse(null);
            boolean now = owner != null && owner.uid().equals(uid);
            adoption = now && !owned ? state.resourceVersion() : adoption;
            owned = now;
        }
        return adoption;
    }
}
