package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Decides when pods become Ready. Their readiness gate keeps them from it whatever their containers say, until the
 * scenario sets the condition that the gate names; so no order depends on how fast a machine is.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 * @param design how the set of the scenario is made
 */
public record PodReadiness(ScenarioScope scope, SetUnderTest set, SetDesign design) {

    /**
     * Waits until a pod runs and only the scenario keeps it from being Ready.
     *
     * @param ordinal which pod
     */
    public void awaitHeld(int ordinal) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " runs and waits to be told that it is Ready",
                scope.timeouts().podReady(),
                present -> present.find(Kinds.POD, set.names().pod(ordinal))
                        .filter(pod -> !set.wasDeleted(pod.object().uid()) && isHeld(pod))
                        .isPresent());
    }

    /**
     * Waits until a pod runs, and lets it become Ready.
     *
     * @param ordinal which pod
     */
    public void allow(int ordinal) {
        awaitHeld(ordinal);
        say(ordinal, true);
    }

    /**
     * Lets a pod become Ready, unless it was asked to end.
     *
     * @param ordinal which pod
     */
    public void allowIfThere(int ordinal) {
        boolean there = scope.present()
                .find(Kinds.POD, set.names().pod(ordinal))
                .filter(pod -> !pod.object().terminating())
                .isPresent();
        if (there) {
            allow(ordinal);
        }
    }

    /** Lets the pods that the set was created with become Ready, each when it runs; of those that are so by themselves none needs it. */
    public void allowAll() {
        for (int ordinal : design.isReadyWhenTold() ? set.names().ordinals() : List.<Integer>of()) {
            if (!isReady(scope.present(), ordinal)) {
                allow(ordinal);
            }
        }
    }

    /**
     * Lets each pod of a version become Ready when it runs, in whatever order they come, until all pods of the set are.
     *
     * @param version the version
     */
    public void allowEach(WebVersion version) {
        for (int left = set.names().ordinals().size(); left > 0; left--) {
            scope.await(
                    "the next pod of " + set.names().set() + " runs the image " + image(version)
                            + " and waits to be told that it is Ready",
                    scope.timeouts().podGone().plus(scope.timeouts().podReady()),
                    present -> held(present, version).isPresent());
            int next = held(scope.present(), version).orElseThrow();
            say(next, true);
            awaitReady(next);
        }
    }

    /**
     * Waits until a pod is Ready, whether the controller is there or not.
     *
     * @param ordinal which pod
     */
    public void awaitReady(int ordinal) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " becomes Ready",
                scope.timeouts().podReady(),
                present -> isReady(present, ordinal));
    }

    private Optional<Integer> held(Snapshot present, WebVersion version) {
        return set.names().ordinals().stream()
                .filter(ordinal -> present.find(Kinds.POD, set.names().pod(ordinal))
                        .filter(pod -> PodView.of(pod).containers().values().stream()
                                .anyMatch(runs -> version.isRunBy(
                                        runs, scope.run().cluster().images())))
                        .filter(PodReadiness::isHeld)
                        .isPresent())
                .findFirst();
    }

    private String image(WebVersion version) {
        return version.image(scope.run().cluster().images());
    }

    /**
     * Has a pod cease to be Ready, and waits until it has.
     *
     * @param ordinal which pod
     */
    public void withdraw(int ordinal) {
        say(ordinal, false);
        scope.await(
                "pod " + set.names().pod(ordinal) + " ceases to be Ready",
                scope.timeouts().podReady(),
                present -> !isReady(present, ordinal));
    }

    private void say(int ordinal, boolean ready) {
        String pod = set.names().pod(ordinal);
        String description = ready ? "let pod " + pod + " become Ready" : "have pod " + pod + " cease to be Ready";
        scope.act(Action.of(description, "update", Kinds.POD, pod, set.uid(ordinal)));
        String condition =
                "{\"type\":\"" + SetDesign.READINESS_GATE + "\",\"status\":\"" + (ready ? "True" : "False") + "\"}";
        scope.client()
                .pods()
                .inNamespace(scope.namespace())
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"status\":{\"conditions\":[" + condition + "]}}");
    }

    private boolean isReady(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, set.names().pod(ordinal))
                .filter(pod -> PodView.of(pod).healthy())
                .isPresent();
    }

    private static boolean isHeld(Observation pod) {
        PodView view = PodView.of(pod);
        if (!view.phase().equals("Running") || view.terminating() || view.ready()) {
            return false;
        }
        boolean containersReady = false;
        for (JsonNode condition : pod.object().json().path("status").path("conditions")) {
            containersReady |= condition.path("type").asString("").equals("ContainersReady")
                    && condition.path("status").asString("").equals("True");
        }
        return containersReady;
    }
}
