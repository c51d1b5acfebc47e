package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.view.BudgetView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.scenario.Requests;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/**
 * The PodDisruptionBudget of a set, which says how many of its pods evictions may take away.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record SetBudget(ScenarioScope scope, SetUnderTest set) {

    /**
     * Creates it, and waits until it has counted the pods of the set.
     *
     * @param most how many of them may be unavailable
     */
    public void create(int most) {
        String name = set.names().set();
        PodDisruptionBudget budget = new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(most))
                .withSelector(set.names().object().getSpec().getSelector())
                .endSpec()
                .build();
        scope.objects().mark().put(budget, scope.name().id());
        scope.act(Action.of(
                "create PodDisruptionBudget " + name + " with maxUnavailable " + most,
                Action.CREATE,
                Kinds.BUDGET,
                name,
                ""));
        Requests.create(scope.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(scope.namespace())
                .resource(budget));
        awaitCounted();
    }

    /** Waits until it says that so many pods are healthy as are. What it allows is not looked at. */
    public void awaitCounted() {
        scope.await(
                "PodDisruptionBudget " + set.names().set() + " has counted the pods that are healthy",
                scope.timeouts().finalState(),
                this::counted);
    }

    private boolean counted(Snapshot present) {
        long healthy = present.all(Kinds.POD).stream()
                .map(PodView::of)
                .filter(pod -> pod.ordinal(set.names().set()).isPresent() && pod.healthy())
                .count();
        return present.find(Kinds.BUDGET, set.names().set())
                .map(BudgetView::of)
                .filter(budget -> budget.counted() && budget.healthy() == healthy)
                .isPresent();
    }
}
