package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Response;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An eviction that a budget does not allow is refused, and the pod stays. That one is wrongly allowed is shown by what the budget counted
 * before it and by the pods themselves, not by the number of disruptions that it said it allowed: a wrong number is what breaks it.
 * Of pods that are not Ready nothing is said here, since a budget lets them go under other conditions.
 */
public final class EvictBudget extends BudgetGuarantee {
    public EvictBudget() {
        super(Promise.of(
                        "evict.budget",
                        "An eviction that the PodDisruptionBudget does not allow MUST be refused with 429 Too Many Requests, and the"
                                + " Pod MUST be left as it is")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A node that is drained takes so many members away that those left have no quorum")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/#how-api-initiated-eviction-works")
                .alsoSeenIn(Kinds.BUDGET));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Findings findings = context.findings();
        DisruptionBudgets budgets = new DisruptionBudgets(context);
        Evictions evictions = new Evictions(context);
        Set<String> refused = new TreeSet<>();
        for (Response answer : evictions.refused()) {
            Incarnation pod = evictions.pod(answer);
            Optional<Observation> evicted = Evictions.of(pod)
                    .filter(state -> state.index() > answer.index())
                    // What others asked for is nowhere on record.
                    .filter(context.attribution()::allNotedBy)
                    .filter(state -> !evictions.mayBeAllowed(pod));
            evicted.ifPresent(state -> findings.broken(
                    Phrases.pod(pod) + " was evicted " + Phrases.at(state) + " although the eviction had been refused: "
                            + answer.message(),
                    answer,
                    state));
            refused.add(Phrases.pod(pod.ordinal()));
            findings.judged();
        }
        for (Incarnation pod : context.set().incarnations()) {
            Evictions.of(pod).ifPresent(evicted -> budgets.exhaustedAt(pod, evicted)
                    .ifPresent(no -> findings.broken(
                            Phrases.pod(pod) + " was evicted " + Phrases.at(evicted) + " " + no.words(),
                            no.state(),
                            evicted)));
        }
        return findings.verdict(
                "evictions that the budget did not allow were refused, and left their pods as they were: "
                        + Phrases.list(refused),
                "no eviction of a pod of " + context.name() + " was asked for that its budget did not allow");
    }
}
