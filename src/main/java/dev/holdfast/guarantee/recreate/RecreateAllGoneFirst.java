package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * With the strategy Recreate all pods of one version are asked to end in one pass, and there is no pod of the next before the last of
 * them is gone.
 */
public final class RecreateAllGoneFirst extends RecreateGuarantee {
    public RecreateAllGoneFirst() {
        super(Promise.of(
                        "recreate.all-gone-first",
                        "With the Recreate strategy all Pods MUST be deleted at once, whatever the podManagementPolicy, and MUST be gone"
                                + " before any new Pod is created from the updated template")
                .otherwise(
                        Harm.DATA,
                        "Two versions run at the same time that cannot read each other's data, or each wants it for itself")
                .documentedAt(DOCUMENTATION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Replacements(context).verdict();
    }

    private static final class Replacements {
        private final JudgingContext context;
        private final TreeSet<Integer> replaced = new TreeSet<>();
        private final Removal removal;

        Replacements(JudgingContext context) {
            this.context = context;
            this.removal = new Removal(context);
        }

        Verdict verdict() {
            context.followEveryWrite(this::written, this::take);
            removal.open();
            return context.findings()
                    .verdict(
                            "the pods " + Phrases.list(replaced)
                                    + " were deleted at once, and all gone before one of the next version was created",
                            "no pods of " + context.name() + " were replaced by those of another version"
                                    + " while its strategy was Recreate");
        }

        private void written(Observation written, ReplayState before) {
            removal.written(written);
            RecreatePass.endedBy(written, before).ifPresent(pass -> pass.judge(context, pod -> true));
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING)) {
                removal.ending(turn, before);
            } else if (JudgingContext.createdForTheSet(turn, before)) {
                created(turn, before);
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            Optional<Incarnation> old = old(before);
            if (old.isPresent()) {
                Incarnation pod = old.get();
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at()) + " while "
                                + before.plight(pod.ordinal()) + "; that is of revision " + pod.revision()
                                + ", the set is to have another, and its strategy is Recreate",
                        turn.at(),
                        before.evidence(pod.ordinal(), turn.at()));
            } else if (removal.endedBy(turn, before)) {
                replaced.addAll(removal.pods().keySet());
                context.findings().judged();
                removal.clear();
            }
        }

        /** A pod for whose end the controller had to wait, by every spec that it may have been acting on. */
        private Optional<Incarnation> old(ReplayState before) {
            List<StatefulSetView> specs = before.possible();
            return before.notKnownToBeGone()
                    .filter(OrdinalState::exists)
                    .map(OrdinalState::pod)
                    .filter(pod -> pod.ofSet() && before.knows(pod.ordinal()))
                    .filter(pod -> specs.stream().allMatch(spec -> isOld(pod, spec)))
                    .min(Comparator.comparingInt(Incarnation::ordinal));
        }

        private boolean isOld(Incarnation pod, StatefulSetView spec) {
            return spec.strategy().recreating()
                    && context.revisions()
                            .of(spec)
                            .filter(target -> Removal.never(pod, target))
                            .isPresent();
        }
    }
}
