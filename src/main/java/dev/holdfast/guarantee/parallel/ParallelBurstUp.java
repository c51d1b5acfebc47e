package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Set;

/**
 * Where a Parallel set is created or scaled up, all pods that are missing are created in one pass, whether those before them are Ready
 * or not. Pods that were lost are judged by {@link ParallelReplace}.
 */
public final class ParallelBurstUp extends ParallelGuarantee {
    public ParallelBurstUp() {
        super(Promise.of(
                        "parallel.burst-up",
                        "With podManagementPolicy Parallel the controller MUST launch all Pods in parallel, and MUST NOT wait for Pods to"
                                + " become Running and Ready prior to launching another Pod")
                .otherwise(
                        Harm.AVAILABILITY,
                        "Members that need each other to become Ready never come up, or a large set comes up one by one")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<Integer> early = Launches.follow(context, new Burst(new Omissions(context)));
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(early)
                                + " were created while a pod before them was not Ready, and none was left out",
                        "no pod of " + context.name() + " was created while one before it was not Ready");
    }

    private record Burst(Omissions omissions) implements Launches.Expectation {
        @Override
        public boolean early(PodTransition turn, ReplayState before, Set<Integer> lost) {
            boolean waited = before.possible().stream()
                    .map(StatefulSetView::start)
                    .allMatch(start ->
                            before.firstUnhealthy(start, turn.ordinal()).isEmpty());
            return !waited && !lost.contains(turn.ordinal());
        }

        @Override
        public List<Integer> due(List<Integer> missing, Set<Integer> lost) {
            return missing.stream().filter(ordinal -> !lost.contains(ordinal)).toList();
        }

        @Override
        public boolean mayWait(Set<Integer> lost) {
            return true;
        }

        @Override
        public void leftOut(Pass pass, List<Integer> left, Set<Integer> lost) {
            boolean one = left.size() == 1;
            omissions.notCreated(
                    pass,
                    (one ? "pod " : "the pods ") + Phrases.list(left) + (one ? " was" : " were") + " not there "
                            + pass.words());
        }
    }
}
