package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PartitionGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.SetRevisions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A pod below the partition comes back at the previous version, also after the revision of that version was deleted.
 *
 * <p>Known deviation: the revision is all that there is of that version. Where somebody has deleted it, the status takes the update
 * revision for the current one, and the pod comes back in that.
 */
public final class RevisionCurrentKept extends PartitionGuarantee {
    public RevisionCurrentKept() {
        super(Promise.of(
                        "revision.current-kept",
                        "The ControllerRevision of the version to which Pods below the partition are restored MUST be kept, so that they"
                                + " are recreated at the previous version")
                .otherwise(
                        Harm.ROLLOUT,
                        "The version that a canary was to be held against is lost, and members that restart get the new one")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions")
                .alsoSeenIn(Kinds.REVISION)
                .knownDeviation(
                        "where somebody deletes the ControllerRevision of the current version, the update revision becomes the current"
                                + " one, and a Pod below the partition that is lost comes back in that"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetRevisions revisions = new SetRevisions(context.set());
        context.followCreations((turn, before) -> created(context, turn, before, revisions));
        return context.findings()
                .verdict(
                        "each pod below the partition that was lost came back at the version that it had",
                        "no pod of " + context.name()
                                + " below a partition was lost while an update was held back from it");
    }

    private static void created(
            JudgingContext context, PodTransition turn, ReplayState before, SetRevisions revisions) {
        boolean below = !before.possible().isEmpty()
                && before.possible().stream()
                        .allMatch(spec -> spec.strategy().rolling()
                                && spec.strategy().parameters()
                                && spec.wants(turn.ordinal())
                                && spec.heldBack(turn.ordinal()));
        Optional<String> target = before.set().filter(spec -> below).flatMap(context.revisions()::of);
        Optional<String> had = before.slot(turn.ordinal())
                .map(slot -> slot.pod())
                .filter(pod -> pod.lifetime()
                        .last()
                        .object()
                        .controllerUid()
                        .equals(before.state().map(state -> state.object().uid())))
                .map(pod -> pod.revision());
        if (target.isEmpty() || had.isEmpty() || had.equals(target) || !current(context, had.get(), turn.at())) {
            return;
        }
        String made = PodView.of(turn.at()).revision();
        if (made.equals(had.get())) {
            context.findings().judged();
            return;
        }
        String sentence = Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at()) + " of revision " + made
                + " although it is below the partition and the pod that was lost was of " + had.get();
        Optional<Lifetime> gone = gone(context, revisions, had.get(), turn.at());
        if (gone.isEmpty()) {
            if (had.equals(before.set().map(StatefulSetView::currentRevision))) {
                String uid = turn.at().object().controllerUid().orElseThrow();
                if (revisions.named(had.get(), uid).isEmpty()) {
                    context.findings()
                            .open(
                                    sentence
                                            + "; the ControllerRevision of that was never seen, and may have been deleted before the recording began",
                                    turn.at());
                } else {
                    context.broken(turn, before, sentence, turn.at());
                }
            }
            return;
        }
        Observation deletion = gone.get().deleted().orElseThrow();
        String after = sentence + ", whose ControllerRevision was deleted " + Phrases.at(deletion);
        DeletionActor actor = ObjectAttribution.of(context.set()).actor(Kinds.REVISION, gone.get());
        switch (actor) {
            case CONTROLLER -> context.broken(turn, before, after + " by the cluster itself", deletion, turn.at());
            case UNKNOWN ->
                context.findings()
                        .open(
                                after
                                        + "; nobody is on record for the deletion, and it breaks the guarantee only if the cluster"
                                        + " did it",
                                deletion,
                                turn.at());
            default ->
                context.findings()
                        .deviates(
                                after + " by somebody else (" + actor.name().toLowerCase(Locale.ROOT) + ")",
                                deletion,
                                turn.at());
        }
    }

    /** Whether the status of the set had called that revision the current one before a moment, while it was updating to another. */
    private static boolean current(JudgingContext context, String revision, Observation moment) {
        String uid = moment.object().controllerUid().orElseThrow();
        return context.set().states().stream()
                .filter(state -> state.resourceVersion() < moment.resourceVersion()
                        && state.object().uid().equals(uid))
                .map(StatefulSetView::of)
                .anyMatch(status -> status.currentRevision().equals(revision)
                        && !status.updateRevision().equals(revision));
    }

    /** The revision of that name, if it was deleted before while the status called it the current one. */
    private static Optional<Lifetime> gone(
            JudgingContext context, SetRevisions revisions, String name, Observation by) {
        return revisions.named(name, by.object().controllerUid().orElseThrow()).stream()
                .filter(revision -> revision.deleted()
                        .filter(at -> at.resourceVersion() < by.resourceVersion())
                        .flatMap(at -> context.set().at(at.resourceVersion() - 1))
                        .filter(status -> status.currentRevision().equals(name))
                        .isPresent())
                .max(Comparator.comparingLong(revision -> revision.first().resourceVersion()));
    }
}
