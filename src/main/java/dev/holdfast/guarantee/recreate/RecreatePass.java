package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The controller has gone over a set with the strategy Recreate and has written the status at the end. It began with the pods of another
 * version than updateRevision, and asked for the end of each that it knew of.
 *
 * @param status the status that it wrote
 * @param situation what was so when it wrote it
 */
record RecreatePass(Observation status, ReplayState situation) {

    /** The pass that ended with a write of the set; empty when this is none of its status, or of that of another spec. */
    static Optional<RecreatePass> endedBy(Observation written, ReplayState before) {
        StatefulSetView now = StatefulSetView.of(written);
        boolean ended = !written.deleted()
                && !written.object().terminating()
                && now.acknowledged()
                && !now.aheadOfSpec()
                && now.strategy().recreating()
                && before.specsKnown()
                && before.state()
                        .filter(state ->
                                state.object().uid().equals(written.object().uid()))
                        .isPresent()
                && before.set().filter(now::statusDiffers).isPresent();
        return ended ? Optional.of(new RecreatePass(written, before)) : Optional.empty();
    }

    private String target() {
        return StatefulSetView.of(status).updateRevision();
    }

    /** The first pod of another version that is there, asked to end or not, and of which the controller knew. */
    Optional<Incarnation> old() {
        return first(slot -> true);
    }

    /** Judges that the controller asked for the end of all pods of another version of which something is so. */
    void judge(JudgingContext context, Predicate<Incarnation> which) {
        Optional<Incarnation> left = first(slot -> slot.standing() && which.test(slot.pod()));
        // Whoever refuses a deletion keeps the pod, and not the controller.
        if (left.isPresent() && !Standstills.refused(context)) {
            Incarnation pod = left.get();
            context.findings()
                    .broken(
                            Phrases.pod(pod) + " of revision " + pod.revision() + " was not deleted "
                                    + Phrases.at(status)
                                    + ", when the controller said that it had gone over the set, whose pods are to be of "
                                    + target() + " and whose strategy is Recreate",
                            pod.lifetime().first(),
                            status);
        }
    }

    private Optional<Incarnation> first(Predicate<OrdinalState> condition) {
        return situation
                .notKnownToBeGone()
                .filter(OrdinalState::exists)
                .filter(slot -> isOld(slot.pod()))
                .filter(condition)
                .map(OrdinalState::pod)
                .min(Comparator.comparingInt(Incarnation::ordinal));
    }

    /** Whether a pod is of another version by all that its label ever said, and the controller knew of it, as it does of what it made. */
    private boolean isOld(Incarnation pod) {
        return pod.ofSet()
                && pod.controlledBy(status)
                && situation.knows(pod.ordinal())
                && Removal.never(pod, target());
    }
}
