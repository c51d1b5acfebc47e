package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import dev.holdfast.history.view.EventView;
import dev.holdfast.scenario.ApiRequest;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/**
 * A ResourceQuota on the pods of a scenario's own namespace. Whether it is in force is seen by asking the server for a pod like those of
 * the set, which it only tries out: what it says about that is what it would say to the controller.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record PodQuota(ScenarioScope scope, SetUnderTest set) {

    private static final String KIND = "ResourceQuota";
    private static final String NAME = "pods";

    /** For the pods of the set, and for those that show that the controller is at work. */
    private static final int PLENTY = 8;

    /**
     * Creates it with no more room than for the pods that are there, and waits until another one would be refused.
     *
     * @param ordinal the pod of the set that there is to be no room for
     */
    public void leaveNoRoom(int ordinal) {
        int most = set.standing().size();
        ResourceQuota quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of("pods", new Quantity(String.valueOf(most))))
                .endSpec()
                .build();
        scope.objects().mark().put(quota, scope.name().id());
        scope.act(Action.of("create ResourceQuota " + NAME + " for " + most + " pods", Action.CREATE, KIND, NAME, ""));
        Requests.create(
                scope.client().resourceQuotas().inNamespace(scope.namespace()).resource(quota));
        scope.poll(
                "another pod is refused",
                scope.timeouts().finalState(),
                () -> tried(ordinal),
                answer -> !answer.accepted(),
                answer -> "it would have been let in");
    }

    /**
     * Waits until the controller says that it was refused a pod.
     *
     * @param ordinal which
     */
    public void awaitRefused(int ordinal) {
        String pod = set.names().pod(ordinal);
        scope.await(
                "the controller says that it was refused pod " + pod,
                scope.timeouts().podReady(),
                present -> present.all(Kinds.EVENT).stream()
                        .map(EventView::of)
                        .anyMatch(event -> event.byStatefulSetController()
                                && event.reason().equals("FailedCreate")
                                && event.message().contains(" Pod " + pod + " ")));
    }

    /**
     * Raises it, and waits until another pod would be let in.
     *
     * @param ordinal the pod of the set that there is to be room for
     */
    public void raise(int ordinal) {
        scope.act(Action.of("raise ResourceQuota " + NAME + " to " + PLENTY + " pods", "update", KIND, NAME, ""));
        scope.client()
                .resourceQuotas()
                .inNamespace(scope.namespace())
                .withName(NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"hard\":{\"pods\":\"" + PLENTY + "\"}}}");
        scope.poll(
                "another pod is let in",
                scope.timeouts().finalState(),
                () -> tried(ordinal),
                Response::accepted,
                Response::message);
    }

    private Response tried(int ordinal) {
        String pod = set.names().pod(ordinal);
        Pod trial = new PodBuilder()
                .withNewMetadata()
                .withName(pod + "-tried-out")
                .withNamespace(scope.namespace())
                .endMetadata()
                .withSpec(set.names().object().getSpec().getTemplate().getSpec())
                .build();
        return ApiRequest.post(ServedKind.POD.path(scope.namespace()), trial)
                .dryRun()
                .ask(scope, Action.of("ask for a pod like " + pod, Action.TRY, Kinds.POD, pod, ""));
    }
}
