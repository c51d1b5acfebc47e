package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PartitionGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/**
 * A pod below the partition comes back at the previous version, however it went.
 *
 * <p>Scaling to zero during such an update completes it, so that the pods come back at the new version
 * (kubernetes/kubernetes#121534); the status then says that nothing is pending, and nothing is judged.
 */
public final class UpdatePartitionRecreateOld extends PartitionGuarantee {
    public UpdatePartitionRecreateOld() {
        super(Promise.of(
                        "update.partition-recreate-old",
                        "All Pods with an ordinal that is less than the partition MUST be recreated at the previous version, even if"
                                + " they are deleted")
                .otherwise(
                        Harm.ROLLOUT,
                        "A member that restarts during a canary gets the version that was held back from it")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        PodVersions versions = new PodVersions(context);
        Promotion promotion = new Promotion();
        UnheardRevisions unheard = new UnheardRevisions(context);
        context.followEveryWrite((moment, before) -> {
            if (moment instanceof SetWritten written) {
                promotion.written(written.at(), before);
                unheard.written(written.at(), before);
            } else if (moment instanceof PodTransition turn && turn.is(PodChange.CREATED)) {
                pending(turn, before, promotion, context).ifPresent(old -> {
                    if (unheard.contain(old, turn.at())
                            && versions.otherThan(old, turn).isPresent()) {
                        context.findings()
                                .open(
                                        Phrases.pod(turn.pod()) + " was not created from ControllerRevision " + old
                                                + " "
                                                + Phrases.at(turn.at())
                                                + "; the controller may not have heard of that revision, and then begins anew",
                                        turn.at());
                    } else {
                        versions.judgePrevious(
                                turn, before, old, "a pod that comes back below the partition has to be");
                    }
                });
            }
        });
        return context.findings()
                .verdict(
                        "each pod below the partition that was lost came back at the previous version",
                        "no pod of " + context.name() + " below a partition was lost while an update was pending");
    }

    /**
     * The revision of which the pod has to be, when an update is held back by its partition from an ordinal that had a pod before:
     * what the status calls the current one. Where it calls the new one that already, which it must not while the update is held
     * back, that of the pod before.
     */
    private static Optional<String> pending(
            PodTransition turn, ReplayState before, Promotion promotion, JudgingContext context) {
        boolean below = before.possible().stream()
                .allMatch(spec -> spec.strategy().rolling() && spec.belowPartition(turn.ordinal()));
        Optional<Incarnation> had =
                before.slot(turn.ordinal()).map(OrdinalState::pod).filter(pod -> ofTheSet(pod, before));
        Optional<StatefulSetView> now = before.set().filter(spec -> below && had.isPresent());
        return now.map(StatefulSetView::currentRevision)
                .filter(revision -> !revision.isEmpty() && !context.upToDate(revision, now.get()))
                .or(() -> now.flatMap(spec -> had.map(Incarnation::revision))
                        .filter(revision -> !context.upToDate(revision, now.get()))
                        .filter(revision -> promotion.passedOver(had.get())));
    }

    /** Whether a pod belonged to the set as it is now, and not to one of that name before it. */
    private static boolean ofTheSet(Incarnation pod, ReplayState before) {
        Optional<String> owner = pod.lifetime().last().object().controllerUid();
        return before.state().map(state -> state.object().uid()).equals(owner);
    }

    /** When the status last came to call another revision the current one. */
    private static final class Promotion {
        private Optional<Observation> at = Optional.empty();
        private String from = "";
        /** The specs by which the controller may have done that. */
        private List<StatefulSetView> specs = List.of();

        void written(Observation written, ReplayState before) {
            boolean same = before.state()
                    .map(state -> state.object().uid().equals(written.object().uid()))
                    .orElse(false);
            if (!same) {
                at = Optional.empty();
                return;
            }
            String was = StatefulSetView.of(before.state().orElseThrow()).currentRevision();
            if (!was.equals(StatefulSetView.of(written).currentRevision())) {
                at = Optional.of(written);
                from = was;
                specs = List.copyOf(before.possible());
            }
        }

        /** Whether that pod was of the revision that was current before, and stood and was held back when it ceased to be. */
        boolean passedOver(Incarnation pod) {
            return at.map(Observation::resourceVersion)
                    .filter(promoted -> pod.revision().equals(from))
                    .filter(promoted -> specs.stream().allMatch(spec -> spec.belowPartition(pod.ordinal())))
                    .filter(pod::existsAt)
                    .filter(promoted -> pod.firstTerminating()
                            .map(ending -> ending.resourceVersion() > promoted)
                            .orElse(true))
                    .isPresent();
        }
    }
}
