package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the pods of one StatefulSet as its controller ought to. The controller counts what its watch has told it of the pods up to
 * some moment: the same moment for all counts of a status, and no earlier one than for the status before. How long ago that was
 * nobody tells, so a status is right when there is such a moment.
 *
 * <p>Two acts of its own the controller counts in before its watch tells of them: it counts pods without an owner that it adopts, and not
 * as current those that it has just deleted for an update.
 */
public final class StatusReplay {
    private final List<PodStep> steps = new ArrayList<>();
    private final Optional<Heard> heard;
    /** The earliest moment at which the pods may have been counted last. */
    private PodCounts counted = new PodCounts();
    /** The moment of the last status. */
    private final PodCounts written = new PodCounts();

    private boolean known;

    /**
     * What a status says.
     *
     * @param existing how many pods there are
     * @param ready how many of them are Running and Ready
     * @param current how many are of the current revision and not terminating
     * @param updated how many are of the update revision and not terminating
     */
    public record Counts(
            int existing, int ready, String currentRevision, int current, String updateRevision, int updated) {}

    /** With which creation the controller is known to have heard of what was recorded, and up to where. */
    private record Heard(long createdAt, long upTo) {}

    /**
     * The pods of a set.
     *
     * @param uid which of the sets of that name
     */
    public StatusReplay(SetTimeline set, String uid) {
        steps.addAll(set.steps(uid));
        this.known = set.states().stream()
                .filter(state -> state.object().uid().equals(uid))
                .findFirst()
                .filter(state -> state.change() == Change.LISTED)
                .isEmpty();
        this.heard = known ? Optional.empty() : firstHeard(set);
        counted.advance(steps, 0);
    }

    /**
     * Whether the controller is known to count what was recorded, and not what was so before the recording began, by the status that
     * was compared last.
     */
    public boolean known() {
        return known;
    }

    /** Compares a status with the pods; to be asked for each status in order. */
    public StatusComparison compare(Counts said, long resourceVersion) {
        if (!known && heard.filter(proof -> proof.createdAt() < resourceVersion).isPresent()) {
            known = true;
            counted = new PodCounts();
            counted.advance(steps, heard.get().upTo());
        }
        written.advance(steps, resourceVersion);
        StatusComparison comparison = new StatusComparison(said, written);
        PodCounts moment = counted.of(said.currentRevision(), said.updateRevision());
        comparison.look(moment);
        while (!comparison.right() && moment.taken() < written.taken()) {
            moment.take(steps.get(moment.taken()));
            comparison.look(moment);
        }
        while (counted.taken() < comparison.first()) {
            counted.take(steps.get(counted.taken()));
        }
        return comparison;
    }

    /** Compares the last status with the pods as they are in the end. */
    public StatusComparison atTheEnd(Counts said) {
        written.advance(steps, Long.MAX_VALUE);
        StatusComparison comparison = new StatusComparison(said, written);
        comparison.look(written);
        return comparison;
    }

    // Whoever deletes a pod knows of it, and makes another only when it has heard that it is gone.
    private static Optional<Heard> firstHeard(SetTimeline set) {
        Attribution attribution = Attribution.of(set);
        Heard first = null;
        for (int ordinal : set.ordinals()) {
            Optional<Incarnation> before = Optional.empty();
            for (Incarnation pod : set.incarnations(ordinal)) {
                Optional<Observation> gone = before.filter(old -> attribution.actor(old) == DeletionActor.CONTROLLER)
                        .flatMap(Incarnation::deleted);
                if (gone.isPresent() && pod.createdBySet().isPresent()) {
                    long created = pod.createdBySet().get().resourceVersion();
                    if (first == null || created < first.createdAt()) {
                        first = new Heard(created, gone.get().resourceVersion());
                    }
                }
                before = Optional.of(pod);
            }
        }
        return Optional.ofNullable(first);
    }
}
