package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Orphans;
import dev.holdfast.guarantee.PartitionGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Map;
import java.util.Optional;

/**
 * A pod that a set adopted, that is of another template than its own, and that a partition holds back, comes back at the version that it
 * had when it is lost.
 *
 * <p>Known deviation: the set that was created again knows one revision only, its own, so that the pod comes back in that.
 */
public final class AdoptVersion extends PartitionGuarantee {
    public AdoptVersion() {
        super(Promise.of(
                        "adopt.version",
                        "All Pods with an ordinal that is less than the partition MUST be recreated at the previous version, even if"
                                + " they are deleted, also where the StatefulSet was created again and adopted them")
                .otherwise(
                        Harm.ROLLOUT,
                        "A member that restarts gets the version that was held back from it, since its set was created again")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions")
                .alsoSeenIn(Kinds.REVISION)
                .knownDeviation("a StatefulSet that was created again takes the revision of its own template for"
                        + " the current one: an adopted Pod below the partition that is lost comes back in that"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Incarnation, Observation> adopted = Orphans.of(context);
        context.followPods((turn, before) -> {
            if (turn.is(PodChange.ENDING) && adopted.containsKey(turn.pod())) {
                ending(context, turn, before, adopted.get(turn.pod()));
            } else if (JudgingContext.createdForTheSet(turn, before)) {
                created(context, turn, before, adopted);
            }
        });
        return context.findings()
                .verdict(
                        "each adopted pod below the partition that was lost came back at the version that it had",
                        "no pod of another template that " + context.name()
                                + " had adopted was lost below its partition");
    }

    /** Whether every spec that the controller may have been acting on holds the pod back. */
    private static boolean heldBack(int ordinal, ReplayState before) {
        return !before.possible().isEmpty()
                && before.possible().stream()
                        .allMatch(spec -> spec.strategy().rolling() && spec.wants(ordinal) && spec.heldBack(ordinal));
    }

    private static void ending(JudgingContext context, PodTransition turn, ReplayState before, Observation set) {
        boolean owned = Orphans.owned(turn.pod(), set).isPresent();
        if (owned && heldBack(turn.ordinal(), before) && context.cause(turn, before) == DeletionReason.NONE) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                            + " although it is below the partition of the set that had adopted it",
                    set,
                    turn.at());
        }
    }

    private static void created(
            JudgingContext context, PodTransition turn, ReplayState before, Map<Incarnation, Observation> adopted) {
        Optional<Incarnation> lost = before.slot(turn.ordinal())
                .map(slot -> slot.pod())
                .filter(pod -> adopted.containsKey(pod)
                        && Orphans.owned(pod, adopted.get(pod)).isPresent());
        Optional<StatefulSetView> spec = before.set().filter(now -> heldBack(turn.ordinal(), before));
        Optional<String> target = spec.flatMap(context.revisions()::of);
        if (lost.isEmpty() || target.isEmpty()) {
            return;
        }
        String had = PodView.of(lost.get().lifetime().last()).revision();
        if (had.equals(target.get())) {
            return;
        }
        String made = PodView.of(turn.at()).revision();
        String current = spec.get().currentRevision();
        String sentence = Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at()) + " of revision " + made
                + ", although the pod that was lost, which the set had adopted, was of revision " + had
                + " and is below the partition";
        if (made.equals(had)) {
            context.findings().judged();
        } else if (current.equals(made) || (current.isEmpty() && made.equals(target.get()))) {
            context.findings()
                    .deviates(
                            sentence + ", as Kubernetes does where a set was created again",
                            lost.get().lifetime().last(),
                            turn.at());
        } else if (!made.equals(target.get())) {
            context.broken(turn, before, sentence, lost.get().lifetime().last(), turn.at());
        }
    }
}
