package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.InOrder;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts the pods of one StatefulSet as its controller ought to. The controller counts what its watch has told it of the pods up to
 * some moment: the same moment for all counts of a status, and no earlier one than for the status before. How long ago that was
 * nobody tells, so a status is right when there is such a moment.
 *
 * <p>Two acts of its own the controller counts in before its watch tells of them: it counts pods without an owner that it adopts, and not
 * as current those that it has just deleted for an update. A pod that it cannot adopt, since that is gone already, it leaves out; it
 * counts it again when its watch tells that it had adopted it before.
 */
public final class StatusReplay {
    private final SetTimeline set;
    private final String uid;
    private final List<PodStep> steps;
    private final Optional<Heard> heard;
    /** The pods that the set adopted and that are gone. */
    private final List<Adopted> adopted;
    /** The earliest moment at which the pods may have been counted last. */
    private PodCounts counted = new PodCounts();
    /** The moment of the last status. */
    private final PodCounts written = new PodCounts();

    /** The pods that it may have found that it cannot adopt, when the last status was written, and what changes the counts without them. */
    private Set<Incarnation> refused = Set.of();

    private List<PodStep> refusing = List.of();
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
            int existing, int ready, String currentRevision, int current, String updateRevision, int updated) {

        /** Those of the status that a set has. */
        public static Counts of(StatefulSetView now) {
            StatefulSetView.Counters counters = now.counters();
            return new Counts(
                    counters.replicas(),
                    counters.ready(),
                    now.currentRevision(),
                    counters.current(),
                    now.updateRevision(),
                    counters.updated());
        }
    }

    /** A pod that was adopted at a revision, and gone at another. */
    private record Adopted(Incarnation pod, long at, long gone) {}

    /** With which creation the controller is known to have heard of what was recorded, and up to where. */
    private record Heard(long createdAt, long upTo) {}

    /**
     * The pods of a set.
     *
     * @param uid which of the sets of that name
     */
    public StatusReplay(SetTimeline set, String uid) {
        this.set = set;
        this.uid = uid;
        this.steps = set.steps(uid);
        this.adopted = adopted(set, uid);
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
        StatusComparison comparison = search(said, steps, counted, written);
        Optional<StatusComparison> other = withoutRefused(said, resourceVersion).filter(StatusComparison::right);
        long first = moment(steps, comparison);
        counted.advance(
                steps,
                other.map(right -> Math.min(moment(refusing, right), first)).orElse(first));
        return other.orElse(comparison);
    }

    /** Compares a status with the pods without those that could not be adopted; empty when there is none like that. */
    private Optional<StatusComparison> withoutRefused(Counts said, long resourceVersion) {
        long heard = counted.taken() == 0 ? 0 : steps.get(counted.taken() - 1).at();
        Set<Incarnation> now = adopted.stream()
                .filter(each -> each.gone() <= resourceVersion && each.at() > heard)
                .map(Adopted::pod)
                .collect(Collectors.toSet());
        if (!now.equals(refused)) {
            refused = now;
            refusing = now.isEmpty() ? List.of() : set.steps(uid, now);
        }
        if (now.isEmpty()) {
            return Optional.empty();
        }
        PodCounts then = new PodCounts();
        then.advance(refusing, resourceVersion);
        PodCounts from = new PodCounts();
        from.advance(refusing, heard);
        return Optional.of(search(said, refusing, from, then));
    }

    /** The revision of the first moment at which a status is right; 0 when there is none. */
    private static long moment(List<PodStep> steps, StatusComparison comparison) {
        return comparison.first() <= 0 ? 0 : steps.get(comparison.first() - 1).at();
    }

    private static List<Adopted> adopted(SetTimeline set, String uid) {
        List<Adopted> adopted = new ArrayList<>();
        for (Incarnation pod : set.incarnations()) {
            Observation first = pod.lifetime().first();
            Optional<Observation> gone = pod.deleted();
            if (gone.isPresent() && !first.object().controllerUid().equals(Optional.of(uid))) {
                long at = PodStep.adoption(pod, uid);
                if (at > 0) {
                    adopted.add(new Adopted(pod, at, gone.get().resourceVersion()));
                }
            }
        }
        return adopted;
    }

    /** Compares a status with the pods from one moment to another, until it is right. */
    private static StatusComparison search(Counts said, List<PodStep> steps, PodCounts from, PodCounts written) {
        StatusComparison comparison = new StatusComparison(said, written);
        comparison.look(from);
        if (comparison.right()) {
            return comparison;
        }
        PodCounts moment = from.of(said.currentRevision(), said.updateRevision());
        while (!comparison.right() && moment.taken() < written.taken()) {
            moment.take(steps.get(moment.taken()));
            comparison.look(moment);
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

    // Whoever deletes a pod that he has heard of makes another only when he has heard that it is gone.
    private static Optional<Heard> firstHeard(SetTimeline set) {
        Attribution attribution = Attribution.of(set);
        Heard first = null;
        for (int ordinal : set.ordinals()) {
            Optional<Incarnation> before = Optional.empty();
            for (Incarnation pod : set.incarnations(ordinal)) {
                Optional<Observation> gone = before.filter(old -> attribution.actor(old) == DeletionActor.CONTROLLER)
                        .filter(old -> heardOf(old, set))
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

    /**
     * Whether the controller had heard of a pod that it deleted. Where it does not wait for what it wrote itself, it may have made that in
     * the same pass, which ends with a status; also a pod that was found when the recording began.
     */
    private static boolean heardOf(Incarnation pod, SetTimeline set) {
        boolean waits = set.history()
                .serverVersion()
                .filter(ControllerKnowledge::ofItsOwnWrites)
                .isPresent();
        if (waits) {
            return true;
        }
        long made = pod.lifetime().first().resourceVersion();
        long ending = pod.firstTerminating().orElseThrow().resourceVersion();
        List<Observation> states = set.states();
        for (int i = Math.max(1, InOrder.firstAfter(states, made)); i < states.size(); i++) {
            if (states.get(i).resourceVersion() > ending) {
                return false;
            }
            if (StatefulSetView.of(states.get(i)).statusDiffers(StatefulSetView.of(states.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }
}
