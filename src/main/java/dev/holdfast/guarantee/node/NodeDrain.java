package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.BudgetView;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A node is drained, and its pods go as their budget allows: while so many pods of the set are unavailable as it lets be, none that
 * is healthy begins to end. Each comes back on another node. That a node is drained is known from what a scenario notes; what it
 * deletes itself is no part of a drain.
 */
public final class NodeDrain extends Guarantee {
    public NodeDrain() {
        super(Promise.of(
                        "node.drain",
                        "When a Node is drained, its Pods MUST be evicted as their PodDisruptionBudget allows, and come back on other"
                                + " Nodes: no more Pods of the set than it says are unavailable at a time")
                .otherwise(
                        Harm.AVAILABILITY, "Maintenance of a node takes down more members than the workload can spare")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets")
                .alsoSeenIn(Kinds.BUDGET));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Drains(context).verdict();
    }

    private static final class Drains {
        private final JudgingContext context;
        private final Findings findings;
        private final List<Action> drains;
        private final List<Lifetime> budgets;
        private final List<String> moved = new ArrayList<>();

        Drains(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.drains = context.history().actions().stream()
                    .filter(action -> action.verb().equals(Action.DRAIN))
                    .toList();
            this.budgets =
                    context.history().lifetimes(Kinds.BUDGET, context.subject().namespace());
        }

        Verdict verdict() {
            context.followDeletions(this::ending);
            return findings.verdict(
                    "one after the other came back on another node: " + Phrases.list(moved),
                    "no node with pods of " + context.name() + " was drained while they had a budget");
        }

        private void ending(PodTransition turn, ReplayState before) {
            Optional<Action> drain =
                    last(drains, turn.at()).filter(action -> action.name().equals(NodeOutages.nodeOf(turn.pod())));
            OptionalInt most = mayBeUnavailable(turn, before);
            DeletionActor actor = context.attribution().actor(turn.pod());
            // What the controller had a reason of its own for is no part of the drain.
            boolean byDrain = actor == DeletionActor.DISRUPTION
                    || (actor == DeletionActor.CONTROLLER && context.cause(turn, before) == DeletionReason.NONE);
            if (drain.isEmpty() || most.isEmpty() || !byDrain || !wasHealthy(turn.pod())) {
                return;
            }
            List<Integer> missing = missing(turn, before).stream()
                    .filter(ordinal -> known(ordinal, turn, before))
                    .toList();
            if (missing.size() >= most.getAsInt()) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " began to end " + Phrases.at(turn.at()) + " while node "
                                + drain.get().name() + " was drained, though "
                                + missing.stream().map(Phrases::pod).collect(Collectors.joining(" and "))
                                + (missing.size() == 1 ? " was" : " were") + " unavailable and the budget allows "
                                + most.getAsInt(),
                        drain.get(),
                        turn.at());
            } else {
                comesBack(turn.pod(), turn.at());
            }
        }

        /** How many pods of the set may be unavailable by the budget that is about this one; nothing where there is none, or several. */
        private OptionalInt mayBeUnavailable(PodTransition turn, ReplayState before) {
            List<BudgetView> about = budgets.stream()
                    .flatMap(budget -> budget.at(turn.at().resourceVersion()).stream())
                    .map(BudgetView::of)
                    .filter(budget -> budget.selects(PodView.of(turn.at()).labels()))
                    .toList();
            return about.size() == 1 && before.set().isPresent()
                    ? OptionalInt.of(before.set().get().replicas()
                            - about.get(0).needed(before.set().get().replicas()))
                    : OptionalInt.empty();
        }

        private static boolean wasHealthy(Incarnation pod) {
            return pod.lifetime()
                    .lastNotTerminating()
                    .filter(state -> PodView.of(state).healthy())
                    .isPresent();
        }

        /** The other pods that the set wants, by every spec that counts, and that are not healthy. */
        private static List<Integer> missing(PodTransition turn, ReplayState before) {
            return before.possible().stream()
                    .findFirst()
                    .map(spec -> IntStream.range(spec.start(), spec.start() + spec.replicas())
                            .filter(ordinal -> ordinal != turn.ordinal())
                            .filter(ordinal -> before.possible().stream().allMatch(other -> other.wants(ordinal)))
                            .filter(ordinal -> !before.healthy(ordinal))
                            .boxed()
                            .toList())
                    .orElse(List.of());
        }

        /**
         * Whether the budget must have known that a pod was away: it counts those that it lets go itself, and all that was so when its
         * controller counted last before it let this one go.
         */
        private boolean known(int ordinal, PodTransition turn, ReplayState before) {
            Optional<Incarnation> other = before.slot(ordinal).map(OrdinalState::pod);
            boolean evicted = other.filter(pod -> pod.firstTerminating()
                            .filter(end -> end.resourceVersion() < turn.at().resourceVersion())
                            .isPresent())
                    .map(context.attribution()::actor)
                    .filter(actor -> actor == DeletionActor.DISRUPTION || actor == DeletionActor.CONTROLLER)
                    .isPresent();
            return evicted
                    || other.isEmpty()
                    || counted(turn)
                            .filter(at -> other.get().healthyAt(at.resourceVersion()))
                            .isEmpty();
        }

        /** What the budget said last before it let a pod go. */
        private Optional<Observation> counted(PodTransition turn) {
            return budgets.stream()
                    .flatMap(budget -> budget.states().stream())
                    .filter(state -> state.resourceVersion() < turn.at().resourceVersion())
                    .filter(state ->
                            BudgetView.of(state).selects(PodView.of(turn.at()).labels())
                                    && !BudgetView.of(state)
                                            .evicted()
                                            .contains(turn.pod().name()))
                    .reduce((earlier, later) -> later);
        }

        private void comesBack(Incarnation pod, Observation ending) {
            Optional<Incarnation> next =
                    context.next(pod).filter(back -> back.firstReady().isPresent());
            if (next.isEmpty()) {
                findings.open(
                        Phrases.pod(pod) + " was evicted " + Phrases.at(ending)
                                + ", but no pod of that name was Ready until the recording ended",
                        ending);
                return;
            }
            findings.judged();
            moved.add(Phrases.pod(next.get()) + " on node "
                    + PodView.of(next.get().lifetime().last()).nodeName());
        }

        private static Optional<Action> last(List<Action> actions, Observation at) {
            return actions.stream()
                    .filter(action -> action.index() < at.index())
                    .reduce((earlier, later) -> later);
        }
    }
}
