package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.ScenarioScope;
import java.util.ArrayList;
import java.util.List;

/**
 * Drains the node of the pods of a set, as {@code kubectl drain} does: the node takes no more pods, and each pod of the set that it has
 * is evicted, again and again until its budget allows that.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 * @param chosen the node that the scenario is about
 * @param changes changes the set
 * @param eviction evicts pods of the set
 */
public record NodeDrainage(
        ScenarioScope scope, SetUnderTest set, ChosenNode chosen, NodeChanges changes, PodEviction eviction) {

    /**
     * Drains the node of a pod, and waits until all its pods of the set have been evicted.
     *
     * @param ordinal which pod
     */
    public void drain(int ordinal) {
        String node = chosen.choose(ordinal);
        List<Observation> left = new ArrayList<>(scope.present().all(Kinds.POD).stream()
                .filter(pod -> PodView.of(pod).ordinal(set.names().set()).isPresent()
                        && PodView.of(pod).nodeName().equals(node))
                .toList());
        scope.act(Action.of("drain node " + node, Action.DRAIN, Kinds.NODE, node, ""));
        changes.closeForPods(node);
        scope.poll(
                "all pods of the set have been evicted from node " + node,
                scope.timeouts().podReady().multipliedBy(left.size()),
                () -> {
                    left.removeIf(this::evicted);
                    return left.size();
                },
                remaining -> remaining == 0,
                remaining -> remaining + " of them were not allowed to go");
    }

    /** Whether a pod is gone or was evicted just now; another one of its name is not meant. */
    private boolean evicted(Observation pod) {
        String name = pod.object().name();
        return scope.present()
                        .find(Kinds.POD, name)
                        .filter(now -> now.object().uid().equals(pod.object().uid()))
                        .isEmpty()
                || eviction.asksOnce(name, pod.object().uid());
    }
}
