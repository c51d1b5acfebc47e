package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.BudgetView;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The controller updates and removes pods although their budget allows no disruption. That it does not breaks the promise only when it
 * was waited for, the controller was at work after that, and nothing but the budget stood in the way.
 */
public final class PdbNotConsulted extends BudgetGuarantee {
    public PdbNotConsulted() {
        super(Promise.of(
                        "pdb.not-consulted",
                        "A StatefulSet MUST NOT be limited by a PodDisruptionBudget when its Pods are updated or when it is scaled down")
                .otherwise(
                        Harm.ROLLOUT,
                        "A rollout of a set whose budget lets no pod go, as many charts have it, never gets to its end")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets")
                .alsoSeenIn(Kinds.BUDGET));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Removals(context).verdict();
    }

    private static final class Removals {
        private static final Set<DeletionReason> ITS_OWN =
                Set.of(DeletionReason.UPDATE, DeletionReason.RECREATE, DeletionReason.SCALE_DOWN);

        private final JudgingContext context;
        private final Findings findings;
        private final DisruptionBudgets budgets;
        private final Set<String> removed = new TreeSet<>();

        Removals(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.budgets = new DisruptionBudgets(context);
        }

        Verdict verdict() {
            ReplayState end = context.follow(this::take);
            end.set().ifPresent(spec -> due(spec, end).ifPresent(pod -> left(pod, end)));
            return findings.verdict(
                    "pods were updated or removed although the budget allowed no disruption: " + Phrases.list(removed),
                    "the controller had no pod of " + context.name()
                            + " to update or to remove while its budget allowed no disruption");
        }

        private void take(Transition moment, ReplayState before) {
            if (moment instanceof PodTransition turn
                    && turn.is(PodChange.ENDING)
                    && ITS_OWN.contains(context.cause(turn, before))
                    && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER
                    && forbids(turn.pod(), turn.at().resourceVersion() - 1).isPresent()) {
                removed.add(Phrases.pod(turn.ordinal()));
                findings.judged();
            }
        }

        /** The state of a pod's budget as of a revision, if it allows no disruption. */
        private Optional<Observation> forbids(Incarnation pod, long resourceVersion) {
            return budgets.of(PodView.of(pod.lifetime().first()).labels(), resourceVersion)
                    .filter(state -> BudgetView.of(state).counted()
                            && BudgetView.of(state).allowed() == 0);
        }

        /** The pod that the controller has to ask to end next; nothing where it has to wait for something else than a budget. */
        private Optional<Incarnation> due(StatefulSetView spec, ReplayState end) {
            boolean known = spec.acknowledged() && end.specsKnown() && spec.minReadySeconds() == 0;
            boolean going =
                    end.state().filter(set -> set.object().terminating()).isPresent();
            boolean healthy = end.firstUnhealthy(spec.start(), spec.end()).isEmpty();
            if (!known || going || !healthy) {
                return Optional.empty();
            }
            OptionalInt condemned = context.set().ordinals().stream()
                    .mapToInt(Integer::intValue)
                    .filter(ordinal -> !spec.wants(ordinal) && end.exists(ordinal))
                    .max();
            if (condemned.isPresent()) {
                return end.slot(condemned.getAsInt())
                        .filter(OrdinalState::standing)
                        .map(OrdinalState::pod);
            }
            for (int ordinal = spec.end() - 1; ordinal >= spec.start(); ordinal--) {
                Incarnation pod = end.slot(ordinal).orElseThrow().pod();
                if (context.asksAgain(pod, spec)) {
                    return Optional.of(pod);
                }
            }
            return Optional.empty();
        }

        private void left(Incarnation pod, ReplayState end) {
            Observation set = end.state().orElseThrow();
            Observation asked = context.set().specs().get(context.set().specs().size() - 1);
            Optional<Observation> budget = forbids(pod, Long.MAX_VALUE - 1);
            if (budget.isEmpty()) {
                return;
            }
            String sentence = Phrases.pod(pod) + " was not deleted, as StatefulSet " + context.name() + " asks for "
                    + Phrases.at(asked) + ", while PodDisruptionBudget "
                    + budget.get().object().name() + " allowed no disruption";
            Optional<Observation> control = ControllerActivity.of(context.set())
                    .inVainInAnyCaseAfter(later(asked, lastChange()))
                    .flatMap(ControllerActivity.InVain::control);
            if (control.isPresent() && !refusedOtherwise(set)) {
                findings.broken(
                        sentence + ", although it was waited for and the controller was at work: "
                                + Phrases.created(control.get()),
                        asked,
                        budget.get(),
                        control.get());
            } else {
                findings.open(sentence + ", until the recording ended", asked, budget.get());
            }
        }

        /** The last that happened to a pod of the set. */
        private Observation lastChange() {
            return context.set().incarnations().stream()
                    .map(pod -> pod.lifetime().last())
                    .max(Comparator.comparingLong(Observation::index))
                    .orElseThrow();
        }

        private static Observation later(Observation one, Observation other) {
            return one.index() > other.index() ? one : other;
        }

        /** Whether the controller says that a deletion was refused, and not because of a budget. */
        private boolean refusedOtherwise(Observation set) {
            return context.history().observations(Kinds.EVENT).stream()
                    .map(EventView::of)
                    .filter(event -> event.about().uid().equals(set.object().uid()))
                    .filter(event -> event.reason().equals("FailedDelete"))
                    .anyMatch(event -> !event.message().contains("disruption budget"));
        }
    }
}
