package dev.holdfast.history.replay;

import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import java.util.List;
import java.util.Optional;

/**
 * Shows that the controller was at work while nothing happened to a set: that a pod stays as it is proves nothing when nobody was
 * there to touch it.
 *
 * <p>A stretch in which nothing may happen needs no mark of its own; two events bound it, for instance the change of a template
 * and the end of the recording. Within it a scenario must let two things happen, and wait for them:
 *
 * <ol>
 *   <li>the controller says in the set's status that it has seen the present spec ({@code observedGeneration});
 *   <li>after that, the controller creates a pod of any StatefulSet of the namespace. Another set will do that is created or scaled
 *       up for this purpose, or a pod of the same set that the scenario deletes.
 * </ol>
 */
public final class ControllerActivity {
    private final List<Observation> created;
    private final List<Action> inVain;

    /** What was seen of it in the namespace of a set. */
    public static ControllerActivity of(SetTimeline set) {
        History history = set.history();
        return history.derived(
                ControllerActivity.class, set.namespace(), () -> new ControllerActivity(history, set.namespace()));
    }

    private ControllerActivity(History history, String namespace) {
        this.created = history.observations(Kinds.POD).stream()
                .filter(pod -> pod.change() == Change.ADDED)
                .filter(pod -> pod.object().namespace().equals(namespace))
                .filter(pod -> pod.object()
                        .controller()
                        .map(Owner::kind)
                        .filter(Kinds.STATEFUL_SET::equals)
                        .isPresent())
                .toList();
        this.inVain = history.actions(namespace).stream()
                .filter(action -> action.verb().equals(Action.IN_VAIN))
                .toList();
    }

    /** Whether something was given up after an entry that had been waited for. */
    public boolean givenUpAfter(Entry entry) {
        return inVain.stream().anyMatch(wait -> wait.index() > entry.index());
    }

    /**
     * The first pod that a StatefulSet controller created after something had been waited for in vain, which an entry came
     * before.
     */
    public Optional<Observation> inVainAfter(Entry begin) {
        return inVain.stream()
                .filter(wait -> wait.index() > begin.index())
                .findFirst()
                .flatMap(wait -> created.stream()
                        .filter(pod -> pod.index() > wait.index())
                        .findFirst());
    }

    /** The first pod that a StatefulSet controller created after one revision and before another. */
    public Optional<Observation> between(long after, long before) {
        int low = 0;
        int high = created.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (created.get(middle).resourceVersion() <= after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < created.size() && created.get(low).resourceVersion() < before
                ? Optional.of(created.get(low))
                : Optional.empty();
    }
}
