package dev.holdfast.history.replay;

import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.InOrder;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    private final History history;
    private final String namespace;
    private final List<Observation> created;
    private final List<Action> inVain;
    private final List<Action> atWork;
    private final List<Action> explanations;

    /**
     * What it says that something was waited for in vain.
     *
     * @param givenUp when it was
     * @param control a pod that the controller created meanwhile for another set, where nothing else stood in the way and the
     *     controller must have had the time
     * @param reason why nothing follows from it otherwise, as a clause
     */
    public record InVain(Action givenUp, Optional<Observation> control, String reason) {

        /** {@return that nothing follows from it and why, to follow what was seen} */
        public String clause() {
            return "; it was waited for in vain, and " + reason;
        }
    }

    /** What was seen of it in the namespace of a set. */
    public static ControllerActivity of(SetTimeline set) {
        History history = set.history();
        return history.derived(
                ControllerActivity.class, set.namespace(), () -> new ControllerActivity(history, set.namespace()));
    }

    private ControllerActivity(History history, String namespace) {
        this.history = history;
        this.namespace = namespace;
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
        this.atWork = history.actions().stream()
                .filter(action -> action.verb().equals(Action.AT_WORK))
                .toList();
        this.explanations = history.actions(namespace).stream()
                .filter(action -> action.verb().equals(Action.EXPLAIN))
                .toList();
    }

    /** What it says that something was waited for in vain after an entry; nothing when it was not waited for. */
    public Optional<InVain> inVainAfter(Entry begin) {
        return firstAfter(begin).map(wait -> judged(wait, Obstacles.before(history, wait.index(), namespace)));
    }

    /** The same of something in the way of which stand neither pods that are not Ready nor requests that are refused. */
    public Optional<InVain> inVainInAnyCaseAfter(Entry begin) {
        return firstAfter(begin).map(wait -> judged(wait, List.of()));
    }

    private Optional<Action> firstAfter(Entry begin) {
        return inVain.stream().filter(wait -> wait.index() > begin.index()).findFirst();
    }

    private InVain judged(Action wait, List<Obstacle> obstacles) {
        if (!obstacles.isEmpty()) {
            return new InVain(
                    wait,
                    Optional.empty(),
                    "what stood in the way: "
                            + obstacles.stream().map(Obstacle::what).collect(Collectors.joining("; ")));
        }
        Optional<Observation> control = atWork.stream().anyMatch(seen -> seen.index() > wait.index())
                ? created.stream().filter(pod -> pod.index() > wait.index()).findFirst()
                : Optional.empty();
        return new InVain(wait, control, "nothing shows that the controller had the time" + explained(wait));
    }

    /** Why the sets did not go on, if the server was asked when it was given up; until something else is waited for. */
    private String explained(Action wait) {
        long next = inVain.stream()
                .mapToLong(Action::index)
                .filter(index -> index > wait.index())
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return explanations.stream()
                .filter(action -> action.index() > wait.index() && action.index() < next)
                .map(action -> "; " + action.details().getOrDefault(Action.SENTENCE, action.description()))
                .collect(Collectors.joining());
    }

    /** The first pod that a StatefulSet controller created after one revision and before another. */
    public Optional<Observation> between(long after, long before) {
        int next = InOrder.firstAfter(created, after);
        return next < created.size() && created.get(next).resourceVersion() < before
                ? Optional.of(created.get(next))
                : Optional.empty();
    }
}
