package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.ServiceView;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Which pods the governing Service of a set publishes: those that are Ready, unless the scenario says otherwise.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record GoverningService(ScenarioScope scope, SetUnderTest set) {

    /** Has it publish the addresses of pods that are not Ready, too, and waits until that is seen. */
    public void publishAllPods() {
        write("publish the addresses of pods that are not Ready, too", true);
    }

    /** Has it publish the addresses of Ready pods only, and waits until that is seen. */
    public void publishReadyPods() {
        write("publish the addresses of Ready pods only", false);
    }

    private void write(String description, boolean notReady) {
        String service = set.names().service();
        scope.act(Action.of("have Service " + service + " " + description, "update", Kinds.SERVICE, service, ""));
        scope.client()
                .services()
                .inNamespace(scope.namespace())
                .withName(service)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"publishNotReadyAddresses\":" + notReady + "}}");
        scope.await(
                "Service " + service + " is to " + description, scope.timeouts().finalState(), present -> present.find(
                                Kinds.SERVICE, service)
                        .filter(seen -> ServiceView.of(seen).publishesNotReady() == notReady)
                        .isPresent());
    }
}
