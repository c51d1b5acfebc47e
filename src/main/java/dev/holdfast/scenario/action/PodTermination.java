package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.ownership.Mark;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Decides when a pod that ends is gone. A finalizer keeps its object after its containers have stopped, until the scenario
 * takes it off; so a pod takes as long to end as the scenario needs.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record PodTermination(ScenarioScope scope, SetUnderTest set) {

    private static final String KEEP = "{\"metadata\":{\"finalizers\":[\"" + Mark.KEPT + "\"]}}";
    private static final String LET_GO = "{\"metadata\":{\"finalizers\":null}}";

    /**
     * From now on a pod that ends is not gone until it is let go.
     *
     * @param ordinal which pod
     */
    public void keep(int ordinal) {
        String pod = set.names().pod(ordinal);
        // Registered first: with the finalizer the namespace could not go either.
        scope.cleanUp().register("the finalizer of pod " + pod, () -> letGoIfThere(pod));
        scope.act(Action.of("keep pod " + pod + " from going", "update", Kinds.POD, pod, set.uid(ordinal)));
        patch(pod, KEEP);
    }

    /**
     * Lets a pod go that was kept.
     *
     * @param ordinal which pod
     */
    public void letGo(int ordinal) {
        String pod = set.names().pod(ordinal);
        scope.act(Action.of("let pod " + pod + " go", "update", Kinds.POD, pod, set.uid(ordinal)));
        patch(pod, LET_GO);
    }

    /**
     * Waits until a pod has begun to end.
     *
     * @param ordinal which pod
     */
    public void awaitEnding(int ordinal) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " begins to end",
                scope.timeouts().podGone(),
                present -> present.find(Kinds.POD, set.names().pod(ordinal))
                        .filter(pod -> pod.object().terminating())
                        .isPresent());
    }

    /**
     * Waits until there is no pod of that ordinal.
     *
     * @param ordinal which pod
     */
    public void awaitGone(int ordinal) {
        scope.await(
                "pod " + set.names().pod(ordinal) + " is gone",
                scope.timeouts().podGone(),
                present -> present.find(Kinds.POD, set.names().pod(ordinal)).isEmpty());
    }

    private void letGoIfThere(String pod) {
        try {
            patch(pod, LET_GO);
        } catch (KubernetesClientException gone) {
            if (gone.getCode() != 404) {
                throw gone;
            }
        }
    }

    private void patch(String pod, String patch) {
        scope.client()
                .pods()
                .inNamespace(scope.namespace())
                .withName(pod)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}
