package dev.holdfast.scenario.action;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.NotKeptError;
import dev.holdfast.scenario.Requests;
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
        String uid = set.goes(ordinal);
        announce(pod, uid);
        scope.poll(
                "pod " + pod + " may be evicted",
                scope.timeouts().podReady(),
                () -> asked(pod, uid),
                // When an answer got lost, the pod tells.
                answer -> answer.allowed() || isGoing(pod, uid),
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
        announce(pod, uid);
        AtomicReference<ExternalRead> last = new AtomicReference<>();
        scope.poll(
                "the server answers to the eviction of pod " + pod,
                scope.timeouts().finalState(),
                () -> ask(pod, uid),
                answer -> {
                    last.set(answer);
                    return answer.answered();
                },
                PodEviction::words);
        if (!last.get().refusedByBudget()) {
            throw new NotKeptError(
                    "the eviction of pod " + pod + " is refused because of its PodDisruptionBudget",
                    words(last.get()),
                    scope.file());
        }
    }

    private static String words(ExternalRead answer) {
        if (!answer.answered()) {
            return "there was no answer";
        }
        return answer.allowed() ? "it was evicted" : answer.text();
    }

    private boolean isGoing(String pod, String uid) {
        Snapshot present = scope.present();
        return present.isGone(uid)
                || present.find(Kinds.POD, pod)
                        .filter(seen ->
                                seen.object().uid().equals(uid) && seen.object().terminating())
                        .isPresent();
    }

    private void announce(String pod, String uid) {
        scope.act(Action.of("evict Pod " + pod, "evict", Kinds.POD, pod, uid));
    }

    private ExternalRead asked(String pod, String uid) {
        ExternalRead answer = ask(pod, uid);
        if (answer.refusedByBudget()) {
            never().ifPresent(budget -> {
                throw new TestAbortedException(
                        "PodDisruptionBudget " + budget + " allows no eviction although all pods are healthy");
            });
        }
        return answer;
    }

    private ExternalRead ask(String pod, String uid) {
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
            Requests.Answer said = Requests.post(
                    scope.client(), ServedKind.POD.path(scope.namespace()) + "/" + pod + "/eviction", eviction);
            ExternalRead answer = ExternalRead.eviction(pod, uid, said.code(), said.message());
            scope.log().append(answer);
            return answer;
        } catch (KubernetesClientException lost) {
            ExternalRead none = ExternalRead.noAnswerToEviction(pod, uid);
            scope.log().append(none);
            return none;
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
