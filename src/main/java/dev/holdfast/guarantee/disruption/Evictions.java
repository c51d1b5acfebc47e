package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Action;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Response;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;

/** The evictions of pods of a set that were asked for, and what became of them. */
final class Evictions {
    /** The reason by which the API server notes in a pod that it evicts it. */
    private static final String BY_EVICTION = "EvictionByEvictionAPI";

    private final JudgingContext context;
    private final List<Action> requests;
    private final List<Response> answers;

    /** Those of the pods of the set that is judged. */
    Evictions(JudgingContext context) {
        this.context = context;
        String namespace = context.subject().namespace();
        this.requests = context.history().actions(namespace).stream()
                .filter(this::evicts)
                .toList();
        this.answers = context.history().answers(namespace).stream()
                .filter(answer -> evicts(answer.request()))
                .toList();
    }

    private boolean evicts(Action request) {
        return request.verb().equals(Action.EVICT)
                && context.set().withUid(request.uid()).isPresent();
    }

    /** The answers of the API server that refuse an eviction because of a budget. */
    List<Response> refused() {
        return answers.stream().filter(Response::refusedByBudget).toList();
    }

    /** Whether the API server said that it evicts a pod. */
    boolean allowed(Incarnation pod) {
        return answers.stream().anyMatch(answer -> answer.request().uid().equals(pod.uid()) && answer.accepted());
    }

    /** Whether the API server said that it evicts a pod, or may have done so when its answer was lost. */
    boolean mayBeAllowed(Incarnation pod) {
        return allowed(pod)
                || requests.stream()
                        .filter(request -> request.uid().equals(pod.uid()))
                        .anyMatch(request -> answers.stream()
                                .noneMatch(answer -> answer.request().index() == request.index()));
    }

    /** The pod whose eviction was asked for. */
    Incarnation pod(Response answer) {
        return context.set().withUid(answer.request().uid()).orElseThrow();
    }

    /** The state of a pod with which it was evicted by the eviction API; nothing when it was not. */
    static Optional<Observation> of(Incarnation pod) {
        return pod.lifetime().states().stream()
                .filter(state -> PodView.of(state)
                        .disruption()
                        .filter(BY_EVICTION::equals)
                        .isPresent())
                .findFirst();
    }
}
