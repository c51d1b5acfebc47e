package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Response;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.BudgetView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * While a pod is away for a roll-out, a budget allows as many disruptions less. It is shown where the budget would allow one if that
 * pod were there.
 */
public final class PdbCountsRollout extends BudgetGuarantee {
    public PdbCountsRollout() {
        super(Promise.of(
                        "pdb.counts-rollout",
                        "Pods which are deleted or unavailable due to a rolling upgrade MUST count against the disruption budget")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A node that is drained during a rollout takes another member away beside the one that is updated")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets")
                .alsoSeenIn(Kinds.BUDGET));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Absences(context).verdict();
    }

    /**
     * A pod that a roll-out took away.
     *
     * @param pod the pod
     * @param since since when it was on its way out
     * @param until when another was there in its place and healthy; empty when none was until the recording ended
     */
    private record Absence(Incarnation pod, Observation since, Optional<Observation> until) {
        boolean lastedAt(Entry entry) {
            return since.index() < entry.index()
                    && until.map(back -> entry.index() < back.index()).orElse(true);
        }
    }

    private static final class Absences {
        private final JudgingContext context;
        private final Findings findings;
        private final DisruptionBudgets budgets;
        private final List<Absence> all = new ArrayList<>();

        Absences(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.budgets = new DisruptionBudgets(context);
        }

        Verdict verdict() {
            context.followPods(this::take);
            Set<String> refused = new TreeSet<>();
            Evictions evictions = new Evictions(context);
            for (Response answer : evictions.refused()) {
                Incarnation pod = evictions.pod(answer);
                if (absence(pod, answer).isPresent() && roomWithAll(pod, answer)) {
                    refused.add(Phrases.pod(pod.ordinal()));
                    findings.judged();
                }
            }
            for (Incarnation pod : context.set().incarnations()) {
                Evictions.of(pod).ifPresent(evicted -> evicted(pod, evicted));
            }
            return findings.verdict(
                    "evictions were refused while another pod was away for a roll-out: " + Phrases.list(refused),
                    "no eviction of a pod of " + context.name()
                            + " was asked for while another one was away for a roll-out and the budget had no more room");
        }

        private void evicted(Incarnation pod, Observation evicted) {
            Optional<Absence> away = absence(pod, evicted).filter(any -> roomWithAll(pod, evicted));
            budgets.exhaustedAt(pod, evicted)
                    .ifPresent(no -> away.ifPresent(absence -> findings.broken(
                            Phrases.pod(pod) + " was evicted " + Phrases.at(evicted) + " while "
                                    + Phrases.pod(absence.pod()) + ", deleted for an update "
                                    + Phrases.at(absence.since()) + ", had not come back, " + no.words(),
                            absence.since(),
                            no.state(),
                            evicted)));
        }

        private void take(PodTransition turn, ReplayState before) {
            boolean forAnUpdate = turn.is(PodChange.ENDING)
                    && context.cause(turn, before) == DeletionReason.UPDATE
                    && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
            if (forAnUpdate) {
                all.add(new Absence(turn.pod(), turn.at(), Optional.empty()));
            } else if (turn.is(PodChange.HEALTHY)) {
                all.replaceAll(absence -> absence.pod().ordinal() == turn.ordinal()
                                && absence.pod() != turn.pod()
                                && absence.until().isEmpty()
                        ? new Absence(absence.pod(), absence.since(), Optional.of(turn.at()))
                        : absence);
            }
        }

        /** Another pod that was away at that moment. */
        private Optional<Absence> absence(Incarnation pod, Entry moment) {
            return all.stream()
                    .filter(absence -> absence.pod().ordinal() != pod.ordinal() && absence.lastedAt(moment))
                    .findFirst();
        }

        /** Whether the budget of a pod would let one go at that moment if all were there. */
        private boolean roomWithAll(Incarnation pod, Entry moment) {
            Optional<Integer> wanted = context.set().states().stream()
                    .filter(state -> state.index() <= moment.index())
                    .map(state -> StatefulSetView.of(state).replicas())
                    .reduce((before, after) -> after);
            return budgets.asOf(PodView.of(pod.lifetime().first()).labels(), moment)
                    .map(BudgetView::of)
                    .flatMap(budget -> wanted.map(replicas -> budget.needed(replicas) < replicas))
                    .orElse(false);
        }
    }
}
