package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * As long as a set is being deleted and still there, its controller leaves pods alone: a pod that is gone is not made again, none is
 * adopted, and none is deleted. Judged from the moment at which the controller said in the status that it knew of the deletion, which
 * is another generation of the set; and worth something only when a pod was missing while the controller was seen at work.
 */
public final class DeleteStandsStill extends Guarantee {
    public DeleteStandsStill() {
        super(Promise.of(
                        "delete.stands-still",
                        "While a StatefulSet is being deleted, the controller MUST NOT create, adopt or delete Pods of it")
                .otherwise(Harm.AVAILABILITY, "A set that is to go makes its members again, and never goes")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetDeletions.of(context.set()).forEach(deletion -> known(context, deletion)
                .ifPresent(known -> new Going(context, deletion, known, end(context, deletion)).judge()));
        return context.findings()
                .verdict(
                        "no pod was created, adopted or deleted by the controller while the set was being deleted",
                        "StatefulSet " + context.name()
                                + " had no pod missing while it was being deleted and the controller knew of that");
    }

    /** The status by which the controller says that it knows of the deletion. */
    private static Optional<Observation> known(JudgingContext context, Observation deletion) {
        long generation = StatefulSetView.of(deletion).generation();
        return context.set().states().stream()
                .filter(state -> state.object().uid().equals(deletion.object().uid()))
                .filter(state -> state.resourceVersion() > deletion.resourceVersion())
                .filter(state -> StatefulSetView.of(state).observedGeneration() >= generation)
                .findFirst();
    }

    private static long end(JudgingContext context, Observation deletion) {
        Observation gone = SetDeletions.gone(context.set(), deletion);
        return gone.deleted() ? gone.resourceVersion() : Long.MAX_VALUE;
    }

    /** A set that is being deleted, from when its controller knew until it was gone. */
    private record Going(JudgingContext context, Observation deletion, Observation known, long end) {

        void judge() {
            context.set().incarnations().forEach(this::judge);
            Optional<Observation> control = ControllerActivity.of(context.set()).between(known.resourceVersion(), end);
            if (control.filter(this::oneMissing).isPresent()) {
                context.findings().judged();
            }
        }

        private boolean owned(Observation pod) {
            return pod.object().controlledBy(deletion.object().uid());
        }

        private boolean oneMissing(Observation control) {
            StatefulSetView spec = StatefulSetView.of(deletion);
            long then = control.resourceVersion();
            return IntStream.range(spec.start(), spec.end())
                    .anyMatch(ordinal ->
                            context.set().incarnations(ordinal).stream().noneMatch(pod -> pod.existsAt(then)));
        }

        private void judge(Incarnation pod) {
            pod.createdBySet().filter(this::later).filter(this::owned).ifPresent(made -> broken(pod, "created", made));
            Observation before = null;
            for (Observation state : pod.lifetime().states()) {
                if (before != null && later(state) && owned(state) && !owned(before)) {
                    adopted(pod, state);
                }
                before = state;
            }
            pod.firstTerminating()
                    .filter(this::later)
                    .filter(this::owned)
                    .filter(ending -> context.attribution().toldByController(pod))
                    .ifPresent(ending -> broken(pod, "deleted", ending));
        }

        private void adopted(Incarnation pod, Observation state) {
            if (context.attribution().allNotedBy(state)
                    || ClaimOwnerships.of(context.set())
                            .givenByController(pod.lifetime(), deletion.object().uid())) {
                broken(pod, "adopted", state);
            } else {
                context.findings()
                        .open(
                                Phrases.pod(pod) + " was given to the set that was being deleted " + Phrases.at(state)
                                        + "; who did that is not known, and it breaks the guarantee only if the controller did",
                                deletion,
                                state);
            }
        }

        private boolean later(Observation state) {
            return state.resourceVersion() > known.resourceVersion() && state.resourceVersion() < end;
        }

        private void broken(Incarnation pod, String what, Observation at) {
            context.findings()
                    .broken(
                            Phrases.pod(pod) + " was " + what + " by the controller " + Phrases.at(at)
                                    + ", although the set was being deleted since resourceVersion "
                                    + deletion.resourceVersion()
                                    + ", and the controller had said that it knew " + Phrases.at(known),
                            deletion,
                            known,
                            at);
        }
    }
}
