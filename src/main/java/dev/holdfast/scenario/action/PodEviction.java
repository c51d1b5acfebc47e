package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import dev.holdfast.scenario.ApiRequest;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.opentest4j.TestAbortedException;

/**
 * Asks for a pod of a set to go as a drained node does: by the eviction API, which heeds PodDisruptionBudgets.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 */
public record PodEviction(ScenarioScope scope, SetUnderTest set) {

    /**
     * Evicts a pod, as soon as its budget allows that, and does not wait until it is gone.
     *
     * @param ordinal which
     * @throws TestAbortedException when a budget never allows it
     */
    public void evict(int ordinal) {
        String pod = set.names().pod(ordinal);
        String uid = set.goes(ordinal);
        scope.poll(
                "pod " + pod + " may be evicted",
                scope.timeouts().podReady(),
                () -> asked(pod, uid),
                // When an answer got lost, the pod tells.
                answer -> isAllowed(answer) || isGoing(pod, uid),
                PodEviction::words);
    }

    /**
     * Asks for the eviction of a pod until there is an answer.
     *
     * @param ordinal which
     * @throws NotKeptError when it is not refused because of its budget
     */
    public void requireRefused(int ordinal) {
        String pod = set.names().pod(ordinal);
        String uid = set.uid(ordinal);
        AtomicReference<Optional<Response>> last = new AtomicReference<>(Optional.empty());
        scope.poll(
                "the server answers to the eviction of pod " + pod,
                scope.timeouts().finalState(),
                () -> ask(pod, uid),
                answer -> {
                    last.set(answer);
                    return answer.isPresent();
                },
                PodEviction::words);
        if (last.get().filter(Response::refusedByBudget).isEmpty()) {
            throw new NotKeptError(
                    "the eviction of pod " + pod + " is refused because of its PodDisruptionBudget",
                    words(last.get()),
                    scope.file());
        }
    }

    /**
     * Asks once for the eviction of a pod.
     *
     * @return whether it goes now or is gone
     */
    boolean asksOnce(String pod, String uid) {
        return isAllowed(ask(pod, uid)) || isGoing(pod, uid);
    }

    private static boolean isAllowed(Optional<Response> answer) {
        return answer.filter(Response::accepted).isPresent();
    }

    private static String words(Optional<Response> answer) {
        return answer.map(said -> said.accepted() ? "it was evicted" : said.message())
                .orElse("there was no answer");
    }

    private boolean isGoing(String pod, String uid) {
        Snapshot present = scope.present();
        return present.isGone(uid)
                || present.find(Kinds.POD, pod)
                        .filter(seen ->
                                seen.object().uid().equals(uid) && seen.object().terminating())
                        .isPresent();
    }

    private Optional<Response> asked(String pod, String uid) {
        Optional<Response> answer = ask(pod, uid);
        if (answer.filter(Response::refusedByBudget).isPresent()) {
            never().ifPresent(budget -> {
                throw new TestAbortedException(
                        "PodDisruptionBudget " + budget + " allows no eviction although all pods are healthy");
            });
        }
        return answer;
    }

    /** What the server says to that, which is nothing when its answer got lost. */
    private Optional<Response> ask(String pod, String uid) {
        Eviction eviction = new EvictionBuilder()
                .withNewMetadata()
                .withName(pod)
                .withNamespace(scope.namespace())
                .endMetadata()
                // When an answer got lost, the next request must not be for the pod that came in its place.
                .withDeleteOptions(new DeleteOptionsBuilder()
                        .withNewPreconditions(null, uid)
                        .build())
                .build();
        try {
            return Optional.of(
                    ApiRequest.post(ServedKind.POD.path(scope.namespace()) + "/" + pod + "/eviction", eviction)
                            .askOnce(scope, Action.of("evict Pod " + pod, Action.EVICT, Kinds.POD, pod, uid)));
        } catch (KubernetesClientException lost) {
            return Optional.empty();
        }
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
