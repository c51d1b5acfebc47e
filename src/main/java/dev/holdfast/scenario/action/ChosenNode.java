package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.NodeView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The node that a scenario is about: the one of the pod to whose node it did something last. */
public final class ChosenNode {

    private final ScenarioScope scope;
    private final SetUnderTest set;
    private Optional<String> name = Optional.empty();

    /** That of a pod of a set; nothing has been done to it yet. */
    public ChosenNode(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /** Waits until all nodes are there, Ready, and take pods. */
    public void awaitAllReady() {
        scope.await("all nodes are Ready", scope.timeouts().nodeReported(), present -> {
            List<Observation> nodes = present.all(Kinds.NODE);
            return nodes.size() >= scope.run().cluster().nodes().size()
                    && nodes.stream()
                            .map(NodeView::of)
                            .allMatch(seen -> seen.isReady() && seen.taints().isEmpty());
        });
    }

    /**
     * A pod is on another node than this one.
     *
     * @param ordinal which pod
     * @throws NotKeptError when it is not
     */
    public void requireElsewhere(int ordinal) {
        scope.require(() -> {
            String now = nodeOf(scope.present(), ordinal);
            if (now.isEmpty() || now.equals(name())) {
                throw new NotKeptError(
                        "pod " + set.names().pod(ordinal) + " is on another node than " + name(),
                        now.isEmpty() ? "it is on none" : "it is there",
                        scope.file());
            }
        });
    }

    /**
     * Waits until a pod is on another node than this one.
     *
     * @param ordinal which pod
     */
    public void awaitElsewhere(int ordinal) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " is on another node than " + name(),
                scope.timeouts().finalState(),
                present -> {
                    String now = nodeOf(present, ordinal);
                    return !now.isEmpty() && !now.equals(name());
                });
    }

    /**
     * Waits until a pod begins to end, since its node is lost.
     *
     * @param ordinal which pod
     */
    public void awaitEnding(int ordinal) {
        String pod = set.names().pod(ordinal);
        scope.await("pod " + pod + " begins to end", scope.timeouts().nodeReported(), present -> present.find(
                        Kinds.POD, pod)
                .filter(now -> now.object().terminating())
                .isPresent());
    }

    /**
     * Waits until a pod is gone that nobody has stopped, since its node was given up, and another one of its name is Ready.
     *
     * @param ordinal which pod
     */
    public void awaitGivenUp(int ordinal) {
        String pod = set.names().pod(ordinal);
        scope.await(
                "pod " + pod + " is gone, since its node is given up",
                scope.timeouts().nodeReported(),
                present -> present.find(Kinds.POD, pod)
                        .filter(now -> set.wasDeleted(now.object().uid()))
                        .isEmpty());
        set.awaitReplaced(ordinal);
    }

    /** Takes the node of a pod for the one that something is done to, and returns its name. */
    String choose(int ordinal) {
        String found = nodeOf(scope.present(), ordinal);
        if (found.isEmpty()) {
            throw new IllegalStateException("pod " + set.names().pod(ordinal) + " is on no node");
        }
        name = Optional.of(found);
        return found;
    }

    /** The node of a pod, which is to be lost with it: the pod ends without having been deleted. */
    String lose(int ordinal) {
        set.goes(ordinal);
        return choose(ordinal);
    }

    /** {@return its name} */
    String name() {
        return name.orElseThrow(() -> new IllegalStateException("the scenario has done nothing to a node yet"));
    }

    /** Notes what is done to it. */
    void act(String description, String verb) {
        scope.act(Action.of(description, verb, Kinds.NODE, name(), ""));
    }

    /** Waits until a node is so. */
    void await(String node, String promised, Predicate<NodeView> condition) {
        scope.await(promised, scope.timeouts().nodeReported(), present -> present.find(Kinds.NODE, node)
                .map(NodeView::of)
                .filter(condition)
                .isPresent());
    }

    /** Waits until a node is Ready again, when the scenario is over: whoever comes next is to find it as this one did. */
    void awaitMended(String node) {
        scope.run()
                .cluster()
                .client()
                .nodes()
                .withName(node)
                .waitUntilCondition(
                        ChosenNode::isReady, scope.timeouts().nodeReported().toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean isReady(Node found) {
        return found != null
                && found.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private String nodeOf(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, set.names().pod(ordinal))
                .map(pod -> PodView.of(pod).nodeName())
                .orElse("");
    }
}
