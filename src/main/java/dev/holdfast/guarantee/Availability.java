package dev.holdfast.guarantee;

import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Writer;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Incarnation.Interval;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long pods had been Ready when the controller acted, for minReadySeconds.
 *
 * <p>The controller compares its clock with the time that a node wrote, in whole seconds. When it acted is told by the clock of the
 * API server, in whole seconds, too; a second is allowed for that. It acted too early only if the recorder saw as little time pass
 * between the two, by a third clock: where clocks differ, or a watch was late, the two do not agree, and nothing is decided.
 */
public final class Availability {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** By how much two clocks may tell another duration where times are cut to seconds and watches are no later than usual. */
    private static final Duration DISAGREEMENT = Duration.ofSeconds(2);

    private final Observation act;
    private final Optional<Instant> time;
    private final ReplayState before;

    /** Whether a pod had been Ready for long enough; each answer outweighs those after it where the controller may have had several. */
    public enum Answer {
        /** It had. */
        ENOUGH,
        /** It was not Ready, or nobody says since when it was. */
        NOT_TOLD,
        /** It had not by the times that the cluster tells, but the recorder saw another duration. */
        IN_DOUBT,
        /** It had not, by whatever the controller may have taken it for. */
        TOO_SHORT
    }

    private Availability(Observation act, Optional<Instant> time, ReplayState before) {
        this.act = act;
        this.time = time;
        this.before = before;
    }

    /** When the controller created a pod. */
    public static Availability whenCreating(PodTransition creation, ReplayState before) {
        return new Availability(creation.at(), creation.at().object().creationTimestamp(), before);
    }

    /** When the controller asked for the deletion of a pod. */
    public static Availability whenDeleting(PodTransition ending, ReplayState before) {
        Resource pod = ending.at().object();
        Optional<Instant> asked = pod.deletionGracePeriodSeconds().isPresent()
                ? pod.deletionTimestamp()
                        .map(end -> end.minusSeconds(
                                pod.deletionGracePeriodSeconds().getAsLong()))
                : Optional.empty();
        return new Availability(ending.at(), asked, before);
    }

    /** When the controller wrote what it had counted. */
    public static Availability whenCounting(Observation status, ReplayState before) {
        return new Availability(status, statusTime(status), before);
    }

    private static Optional<Instant> statusTime(Observation set) {
        return ofStatus(set)
                .map(Writer::time)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .or(() -> requested(set));
    }

    /** When the API server answered who wrote the status, as its audit log tells; that may leave out managedFields. */
    private static Optional<Instant> requested(Observation set) {
        return set.request()
                .filter(request -> request.subresource().equals("status"))
                .map(request -> set.at());
    }

    /**
     * When the controller wrote the status before. Anybody else may have written it since; where what it did now is no status, it is not
     * known which of the writers it is, and the earliest counts.
     */
    private Optional<Instant> began(Observation set) {
        Optional<String> writer = act.object().kind().equals(Kinds.STATEFUL_SET)
                ? lastWriter(act).map(Writer::manager)
                : Optional.empty();
        return ofStatus(set)
                .filter(each -> writer.isEmpty() || each.manager().equals(writer.get()))
                .map(Writer::time)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .or(() -> requested(set));
    }

    private static Optional<Writer> lastWriter(Observation set) {
        return ofStatus(set).max(Comparator.comparing(writer -> writer.time().orElse(Instant.MIN)));
    }

    private static Stream<Writer> ofStatus(Observation set) {
        return set.object().writers().stream()
                .filter(writer -> writer.subresource().equals("status"));
    }

    /** Whether the pod of an ordinal was Ready for so many seconds. */
    public Answer answer(int ordinal, int seconds) {
        Optional<Incarnation> pod = before.slot(ordinal)
                .filter(slot -> before.healthy(ordinal) && before.knows(ordinal))
                .map(OrdinalState::pod);
        return pod.map(standing -> answer(standing, seconds)).orElse(Answer.NOT_TOLD);
    }

    /** Whether a pod was Ready for so many seconds, by each of the times at which the controller may take it to have become Ready. */
    public Answer answer(Incarnation pod, int seconds) {
        return intervals(pod).stream()
                .filter(ready -> ready.to()
                        .filter(end -> end.resourceVersion() < act.resourceVersion() && before.heardOf(end))
                        .isEmpty())
                .map(ready -> answer(ready, seconds))
                .min(Answer::compareTo)
                .orElse(Answer.NOT_TOLD);
    }

    /**
     * Whether the controller must have taken a pod for available that was Ready until now. It looks at its clock when it begins to go
     * over the set, which is after it wrote the status before; by then the pod must have been Ready for long enough. Where it ceased to be
     * so for a moment of which its node wrote nothing, it begins anew.
     */
    public boolean surelyAvailable(Incarnation pod, int seconds) {
        List<Interval> ready = intervals(pod);
        return !ready.isEmpty()
                && pod.healthyAt(act.resourceVersion() - 1)
                && before.heardOf(ready.get(ready.size() - 1).from())
                && before.state()
                        .flatMap(this::began)
                        .flatMap(wrote ->
                                latest(pod, ready.get(ready.size() - 1)).map(then -> Duration.between(then, wrote)))
                        .filter(told ->
                                told.compareTo(Duration.ofSeconds(seconds).plus(SECOND)) >= 0)
                        .isPresent();
    }

    /** "pod 0, Ready since resourceVersion 4711, had been so for 1 of the 4 seconds of minReadySeconds". */
    public String words(int ordinal, int seconds) {
        Interval ready = last(ordinal);
        return Phrases.pod(ordinal) + ", Ready since resourceVersion "
                + ready.from().resourceVersion() + ", had been so for "
                + told(ready).orElse(Duration.ZERO).toSeconds() + " of the " + seconds + " seconds of minReadySeconds";
    }

    /** The state in which the pod of an ordinal became Ready last. */
    public Observation since(int ordinal) {
        return last(ordinal).from();
    }

    /** Why nothing is decided where a pod had been Ready for too short by one clock only, to follow what was seen. */
    public static String doubt() {
        return " by the times in the objects; but another time passed between the two for the recorder, so that clocks"
                + " differ or a watch was late";
    }

    private Answer answer(Interval ready, int seconds) {
        Duration least = Duration.ofSeconds(seconds).minus(SECOND);
        Optional<Duration> told = told(ready);
        if (told.isEmpty()) {
            return Answer.NOT_TOLD;
        }
        if (told.get().compareTo(least) >= 0) {
            return Answer.ENOUGH;
        }
        // Of a pod that was found Ready the recorder has not seen since when it was.
        Duration seen = Duration.between(ready.from().at(), act.at());
        boolean agreed = ready.from().change() != Change.LISTED
                && seen.compareTo(least) < 0
                && told.get().minus(seen).abs().compareTo(DISAGREEMENT) <= 0;
        return agreed ? Answer.TOO_SHORT : Answer.IN_DOUBT;
    }

    private Optional<Duration> told(Interval ready) {
        return time.flatMap(now -> since(ready).map(then -> Duration.between(then, now)));
    }

    private static Optional<Instant> since(Interval ready) {
        return PodView.of(ready.from()).readySince();
    }

    /** The latest time from which on a pod was Ready by any state of that stretch. */
    private Optional<Instant> latest(Incarnation pod, Interval ready) {
        return pod.lifetime().states().stream()
                .filter(state ->
                        state.resourceVersion() < act.resourceVersion() && ready.contains(state.resourceVersion()))
                .flatMap(state -> PodView.of(state).readySince().stream())
                .max(Instant::compareTo);
    }

    private List<Interval> intervals(Incarnation pod) {
        return pod.ready().stream()
                .filter(ready -> ready.from().resourceVersion() < act.resourceVersion())
                .toList();
    }

    private Interval last(int ordinal) {
        List<Interval> ready = intervals(before.slot(ordinal).orElseThrow().pod());
        return ready.get(ready.size() - 1);
    }
}
