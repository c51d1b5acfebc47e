package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.List;
import java.util.Set;

/**
 * Pods of a Parallel set that are lost at the same time are created again in one pass, and do not wait for each other. That a pod
 * comes back at all is promised by every set.
 */
public final class ParallelReplace extends ParallelGuarantee {
    public ParallelReplace() {
        super(Promise.of(
                        "parallel.replace",
                        "With podManagementPolicy Parallel, Pods that are lost MUST be launched again without waiting for each other to"
                                + " become Running and Ready")
                .otherwise(
                        Harm.AVAILABILITY,
                        "After an outage of several members the set stays down, since each waits for another one")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<Integer> early = Launches.follow(context, new Replacements(new Omissions(context)));
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(early)
                                + " were created again while another one that was lost was not Ready again",
                        "no two pods of " + context.name() + " were lost together");
    }

    private record Replacements(Omissions omissions) implements Launches.Expectation {
        @Override
        public boolean early(PodTransition turn, ReplayState before, Set<Integer> lost) {
            return lost.contains(turn.ordinal()) && lost.stream().anyMatch(ordinal -> ordinal < turn.ordinal());
        }

        @Override
        public List<Integer> due(List<Integer> missing, Set<Integer> lost) {
            return missing.stream().filter(lost::contains).toList();
        }

        @Override
        public boolean mayWait(Set<Integer> lost) {
            return lost.size() > 1;
        }

        @Override
        public void leftOut(Pass pass, List<Integer> left, Set<Integer> lost) {
            int last = left.get(left.size() - 1);
            int other = lost.stream().filter(each -> each != last).findFirst().orElseThrow();
            Observation gone =
                    pass.situation().slot(last).orElseThrow().pod().deleted().orElseThrow();
            omissions.notCreated(
                    pass,
                    Phrases.pod(last) + ", gone " + Phrases.at(gone) + ", was not there again " + pass.words()
                            + ", while " + pass.situation().plight(other),
                    gone);
        }
    }
}
