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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        Replacements replacements = new Replacements(context);
        new MissingPods(context).follow(replacements);
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(replacements.early)
                                + " were created again while another one that was lost was not Ready again",
                        "no two pods of " + context.name() + " were lost together");
    }

    private static final class Replacements implements MissingPods.Watcher {
        private final JudgingContext context;
        private final Hindrances hindrances;
        private final Set<Integer> early = new TreeSet<>();
        private final Set<Integer> reported = new TreeSet<>();
        private boolean begun;

        Replacements(JudgingContext context) {
            this.context = context;
            this.hindrances = new Hindrances(context);
        }

        @Override
        public void created(PodTransition turn, ReplayState before, Set<Integer> lost) {
            reported.remove(turn.ordinal());
            boolean another = lost.stream().anyMatch(ordinal -> ordinal < turn.ordinal());
            if (another && lost.contains(turn.ordinal())) {
                early.add(turn.ordinal());
                begun = true;
            }
        }

        @Override
        public void passed(Pass pass, List<Integer> missing, Set<Integer> lost) {
            List<Integer> left = missing.stream().filter(lost::contains).toList();
            if (left.isEmpty() && begun) {
                context.findings().judged();
                begun = false;
            } else if (!left.isEmpty() && lost.size() > 1 && reported.addAll(left)) {
                leftOut(pass, left, lost);
            }
        }

        private void leftOut(Pass pass, List<Integer> left, Set<Integer> lost) {
            int last = left.get(left.size() - 1);
            int other = lost.stream().filter(each -> each != last).findFirst().orElseThrow();
            Observation gone =
                    pass.situation().slot(last).orElseThrow().pod().deleted().orElseThrow();
            String sentence = Phrases.pod(last) + ", gone " + Phrases.at(gone) + ", was not there again " + pass.words()
                    + ", while " + pass.situation().plight(other);
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
                                gone,
                                pass.status(),
                                control.get());
            }
        }
    }
}
