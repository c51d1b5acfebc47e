package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a Parallel set is scaled down, all pods that it does not want any more are deleted in one pass, whether another one is gone or
 * not. In which order it asks for them is not promised.
 */
public final class ParallelBurstDown extends ParallelGuarantee {
    public ParallelBurstDown() {
        super(Promise.of(
                        "parallel.burst-down",
                        "With podManagementPolicy Parallel the controller MUST terminate all Pods in parallel, and MUST NOT wait for Pods"
                                + " to be completely terminated prior to terminating another Pod")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A set that is scaled down is held up by one member that does not end, and keeps its resources")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Removals removals = new Removals(context);
        Passes.follow(context, removals::passed, removals::turn);
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(removals.together)
                                + " were deleted while another one that is not wanted either was not gone, and none was left out",
                        "no two pods of " + context.name() + " were removed of which one was held up");
    }

    private static final class Removals {
        private final JudgingContext context;
        private final Omissions omissions;
        private final Set<Integer> together = new TreeSet<>();
        private final Set<String> reported = new TreeSet<>();
        private boolean begun;

        Removals(JudgingContext context) {
            this.context = context;
            this.omissions = new Omissions(context);
        }

        void turn(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING)
                    && unwanted(before, turn.ordinal())
                    && context.cause(turn, before) == DeletionReason.SCALE_DOWN
                    && anotherIsGoing(turn, before)) {
                together.add(turn.ordinal());
                begun = true;
            }
        }

        private boolean anotherIsGoing(PodTransition turn, ReplayState before) {
            return context.set().ordinals().stream()
                    .anyMatch(ordinal -> ordinal != turn.ordinal()
                            && unwanted(before, ordinal)
                            && before.exists(ordinal)
                            && before.slot(ordinal)
                                    .filter(OrdinalState::standing)
                                    .isEmpty());
        }

        private static boolean unwanted(ReplayState before, int ordinal) {
            return before.possible().stream().anyMatch(spec -> !spec.ordered() && !spec.wants(ordinal));
        }

        void passed(Pass pass) {
            List<Incarnation> left = pass.unwanted();
            if (left.isEmpty() && begun) {
                context.findings().judged();
                begun = false;
            } else if (!left.isEmpty() && !reported.contains(left.get(0).uid())) {
                int ordinal = left.get(0).ordinal();
                boolean told = omissions.notDeleted(
                        pass,
                        Phrases.pod(ordinal) + ", which the set did not want any more, was not deleted " + pass.words(),
                        pass.situation().evidence(ordinal, pass.status()));
                if (told) {
                    reported.add(left.get(0).uid());
                }
            }
        }
    }
}
