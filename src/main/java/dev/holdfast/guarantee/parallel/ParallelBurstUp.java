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
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        Burst burst = new Burst(context);
        new MissingPods(context).follow(burst);
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(burst.early)
                                + " were created while a pod before them was not Ready, and none was left out",
                        "no pod of " + context.name() + " was created while one before it was not Ready");
    }

    private static final class Burst implements MissingPods.Watcher {
        private final JudgingContext context;
        private final Hindrances hindrances;
        private final Set<Integer> early = new TreeSet<>();
        private final Set<Integer> reported = new TreeSet<>();
        private boolean begun;

        Burst(JudgingContext context) {
            this.context = context;
            this.hindrances = new Hindrances(context);
        }

        @Override
        public void created(PodTransition turn, ReplayState before, Set<Integer> lost) {
            reported.remove(turn.ordinal());
            boolean waited = before.possible().stream()
                    .map(StatefulSetView::start)
                    .allMatch(start ->
                            before.firstUnhealthy(start, turn.ordinal()).isEmpty());
            if (!waited && !lost.contains(turn.ordinal())) {
                early.add(turn.ordinal());
                begun = true;
            }
        }

        @Override
        public void passed(Pass pass, List<Integer> missing, Set<Integer> lost) {
            List<Integer> left =
                    missing.stream().filter(ordinal -> !lost.contains(ordinal)).toList();
            if (left.isEmpty() && begun) {
                context.findings().judged();
                begun = false;
            } else if (!left.isEmpty() && reported.addAll(left)) {
                leftOut(pass, left);
            }
        }

        private void leftOut(Pass pass, List<Integer> left) {
            String sentence = (left.size() == 1 ? "pod " : "the pods ") + Phrases.list(left)
                    + (left.size() == 1 ? " was" : " were") + " not there " + pass.words();
            Optional<Observation> control = hindrances.control(pass);
            if (control.isEmpty()) {
                context.findings()
                        .open(sentence + ", but nothing shows that it could create pods since then", pass.status());
            } else if (!hindrances.before(pass, control.get())) {
                context.findings()
                        .missing(
                                sentence
                                        + ", although nothing stood in the way and it could create pods: it created pod "
                                        + control.get().object().name() + " " + Phrases.at(control.get()),
                                pass.status(),
                                control.get());
            }
        }
    }
}
