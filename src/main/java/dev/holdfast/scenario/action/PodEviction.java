package dev.holdfast.scenario.action;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.ScenarioScope;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Asks for a pod of a set to go as a drained node does: by the eviction API, which heeds PodDisruptionBudgets. */
public final class PodEviction {

    private final ScenarioScope scope;
    private final SetUnderTest set;

    /** That of the pods of a set. */
    public PodEviction(ScenarioScope scope, SetUnderTest set) {
        this.scope = scope;
        this.set = set;
    }

    /**
     * Evicts a pod, as soon as its budget allows that, and does not wait until it is gone.
     *
     * @param ordinal which
     * @throws TestAbortedException when a budget never allows it
     */
    public void evict(int ordinal) {
        String pod = set.names().pod(ordinal);
        scope.act(Action.of("evict Pod " + pod, "evict", Kinds.POD, pod, set.goes(ordinal)));
        scope.poll(
                "pod " + pod + " may be evicted",
                scope.timeouts().podReady(),
                () -> asked(pod),
                allowed -> allowed,
                allowed -> "its PodDisruptionBudget did not allow it yet");
    }

    private boolean asked(String pod) {
        boolean allowed = scope.client()
                .pods()
                .inNamespace(scope.namespace())
                .withName(pod)
                .evict();
        if (!allowed) {
            never().ifPresent(budget -> {
                throw new TestAbortedException(
                        "PodDisruptionBudget " + budget + " allows no eviction although all pods are healthy");
            });
        }
        return allowed;
    }

    /** A budget that allows nothing where nothing is missing never will. */
    private Optional<String> never() {
        return scope
                .client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(scope.namespace())
                .list()
                .getItems()
                .stream()
                .filter(PodEviction::isExhausted)
                .map(budget -> budget.getMetadata().getName())
                .findFirst();
    }

    static boolean isExhausted(PodDisruptionBudget budget) {
        var status = budget.getStatus();
        return status != null
                && status.getExpectedPods() != null
                && status.getExpectedPods() > 0
                && status.getExpectedPods().equals(status.getCurrentHealthy())
                && Integer.valueOf(0).equals(status.getDisruptionsAllowed());
    }
}
