package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.TreeSet;

/** With the strategy Recreate a pod of another version is replaced, too, that never became Ready. */
public final class RecreateHeals extends RecreateGuarantee {
    public RecreateHeals() {
        super(Promise.of(
                        "recreate.heals",
                        "With the Recreate strategy Pods that never became Running and Ready MUST be deleted and replaced like all others"
                                + " when the template is changed, without anybody deleting them")
                .otherwise(
                        Harm.ROLLOUT,
                        "A broken version stays after the template was mended, until somebody deletes its Pods by hand")
                .documentedAt(DOCUMENTATION + PROPOSAL));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Broken(context).verdict();
    }

    private static final class Broken {
        private final JudgingContext context;
        private final Removal removal;
        private final TreeSet<Integer> replaced = new TreeSet<>();

        Broken(JudgingContext context) {
            this.context = context;
            this.removal = new Removal(context);
        }

        Verdict verdict() {
            context.followEveryWrite(this::written, this::take);
            return context.findings()
                    .verdict(
                            "the pods " + Phrases.list(replaced) + " were replaced although they had never been Ready",
                            "no pod of " + context.name()
                                    + " that had never been Ready was replaced by one of another version");
        }

        private void written(Observation written, ReplayState before) {
            removal.written(written);
            RecreatePass.endedBy(written, before)
                    .ifPresent(pass -> pass.judge(context, pod -> neverReady(pod, written)));
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && neverReady(turn.pod(), turn.at())) {
                removal.ending(turn, before);
            } else if (JudgingContext.createdForTheSet(turn, before)
                    && removal.pods().containsKey(turn.ordinal())
                    && removal.forNext(turn, before)) {
                removal.pods().remove(turn.ordinal());
                replaced.add(turn.ordinal());
                context.findings().judged();
            }
        }

        private static boolean neverReady(Incarnation pod, Observation by) {
            return pod.firstReady()
                    .filter(ready -> ready.resourceVersion() <= by.resourceVersion())
                    .isEmpty();
        }
    }
}
