package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A rolling update of a Parallel set replaces the pods that do not work anyway before it takes away one that does. Promised only where
 * all unavailable pods count, as {@link UpdateBudget} tells. A pod is taken for one that does not work if it never was Ready: of
 * others it may not be known how the controller saw them.
 */
public final class ParallelBrokenFirst extends ParallelGuarantee {
    public ParallelBrokenFirst() {
        super(Promise.of(
                        "parallel.broken-first",
                        "With podManagementPolicy Parallel and maxUnavailable, a rolling update MUST replace the Pods that are unavailable"
                                + " already at once, whatever their number, before Pods that are available")
                .otherwise(
                        Harm.ROLLOUT,
                        "A set with broken members loses healthy ones to an update, or the update never reaches the broken")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods"
                                + " https://github.com/kubernetes/kubernetes/pull/137666")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        UpdateBudget budget = new UpdateBudget(context);
        return super.notPromised(context)
                .or(() -> context.never(
                        "has no maxUnavailable, or is not known to be of a Kubernetes that counts all unavailable Pods",
                        budget::countsAll));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Updates updates = new Updates(context);
        Passes.follow(context, updates::passed, updates::turn);
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(updates.first)
                                + " were not Ready and were updated before one that was available",
                        "no pod of " + context.name()
                                + " that was not Ready was updated while one that was available was to be updated, too");
    }

    private static final class Updates {
        private final JudgingContext context;
        private final UpdateBudget budget;
        private final Omissions omissions;
        private final List<Integer> first = new ArrayList<>();
        private final Set<String> reported = new HashSet<>();

        Updates(JudgingContext context) {
            this.context = context;
            this.budget = new UpdateBudget(context);
            this.omissions = new Omissions(context);
        }

        void turn(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && context.cause(turn, before) == DeletionReason.UPDATE) {
                List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
                if (specs.stream().allMatch(spec -> !spec.ordered() && budget.countsAll(spec))) {
                    updated(turn, before, specs);
                }
            }
        }

        private void updated(PodTransition turn, ReplayState before, List<StatefulSetView> specs) {
            StatefulSetView spec = specs.get(specs.size() - 1);
            if (turn.pod().firstReady().isEmpty()) {
                boolean available = context.revisions()
                        .of(spec)
                        .filter(target -> spec.wants(turn.ordinal()) && olderAndHealthy(before, spec, target, turn))
                        .isPresent();
                if (available) {
                    first.add(turn.ordinal());
                    context.findings().judged();
                }
            } else if (!Unavailability.already(turn, before)) {
                specs.stream()
                        .map(each -> broken(
                                each, turn.at(), before, context.revisions().of(each)))
                        .reduce((one, other) -> one.isEmpty() ? one : other)
                        .flatMap(found -> found)
                        .ifPresent(pod -> context.broken(
                                turn,
                                before,
                                Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at())
                                        + " before pod " + pod.ordinal()
                                        + ", which was to be updated, too, and had never been"
                                        + " Ready",
                                pod.lifetime().first(),
                                turn.at()));
            }
        }

        private static boolean olderAndHealthy(
                ReplayState before, StatefulSetView spec, String target, PodTransition turn) {
            int from = spec.start() + spec.strategy().partition();
            for (int ordinal = from; ordinal < spec.end(); ordinal++) {
                if (ordinal != turn.ordinal()
                        && before.healthy(ordinal)
                        && !before.slot(ordinal).orElseThrow().pod().revision().equals(target)) {
                    return true;
                }
            }
            return false;
        }

        /** A pod that is to be updated by a spec to a revision, does not work, and is known to the controller. */
        private static Optional<Incarnation> broken(
                StatefulSetView spec, Observation at, ReplayState situation, Optional<String> target) {
            if (target.isEmpty()) {
                return Optional.empty();
            }
            OptionalInt old = situation.firstOfOther(
                    target.get(), spec.start() + spec.strategy().partition(), spec.end());
            while (old.isPresent()) {
                Optional<Incarnation> pod = StuckPod.of(situation, old.getAsInt(), target.get(), at);
                if (pod.isPresent()) {
                    return pod;
                }
                old = situation.firstOfOther(target.get(), old.getAsInt() + 1, spec.end());
            }
            return Optional.empty();
        }

        void passed(Pass pass) {
            StatefulSetView spec = pass.spec();
            String target = StatefulSetView.of(pass.status()).updateRevision();
            if (spec.strategy().rolling() && budget.countsAll(spec) && !target.isEmpty()) {
                broken(spec, pass.status(), pass.situation(), Optional.of(target))
                        .filter(pod -> reported.add(pod.uid()))
                        .ifPresent(pod -> left(pass, pod));
            }
        }

        private void left(Pass pass, Incarnation pod) {
            omissions.notDeletedWhileAtWork(
                    pass,
                    Phrases.pod(pod) + ", which had never been Ready and was to be updated, was not deleted "
                            + pass.words(),
                    pod.lifetime().first());
        }
    }
}
