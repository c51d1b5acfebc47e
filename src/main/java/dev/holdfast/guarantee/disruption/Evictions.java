package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;

/** The evictions of pods of a set that were asked for, and what became of them. */
final class Evictions {
    /** The reason by which the API server notes in a pod that it evicts it. */
    private static final String BY_EVICTION = "EvictionByEvictionAPI";

    private final JudgingContext context;
    private final List<ExternalRead> answers;

    /** Those of the pods of the set that is judged. */
    Evictions(JudgingContext context) {
        this.context = context;
        this.answers = context.history().readings(ExternalRead.EVICTION).stream()
                .filter(answer -> context.set().withUid(answer.uid()).isPresent())
                .toList();
    }

    /** The answers of the API server that refuse an eviction because of a budget. */
    List<ExternalRead> refused() {
        return answers.stream().filter(ExternalRead::refusedByBudget).toList();
    }

    /** Whether the API server said that it evicts a pod. */
    boolean allowed(Incarnation pod) {
        return answers.stream().anyMatch(answer -> answer.uid().equals(pod.uid()) && answer.allowed());
    }

    /** Whether the API server said that it evicts a pod, or may have done so when its answer was lost. */
    boolean mayBeAllowed(Incarnation pod) {
        return answers.stream()
                .anyMatch(answer -> answer.uid().equals(pod.uid()) && (answer.allowed() || !answer.answered()));
    }

    /** The pod whose eviction was asked for. */
    Incarnation pod(ExternalRead answer) {
        return context.set().withUid(answer.uid()).orElseThrow();
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
