package dev.holdfast.guarantee;

import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Something that the controller has to do was waited for and did not come, although nothing stood in the way and it did
 * other work after that.
 *
 * @param control the pod that the controller created meanwhile for another set
 */
public record WaitedInVain(Observation control) {

    /** Looks whether that is so of what was to come after an entry; nothing when it was not waited for, or nothing follows from that. */
    public static Optional<WaitedInVain> after(JudgingContext context, Entry begin) {
        return ControllerActivity.of(context.set())
                .inVainAfter(begin)
                .flatMap(ControllerActivity.InVain::control)
                .map(WaitedInVain::new);
    }

    /** "although it was waited for and the controller was at work: it created pod another-0 at resourceVersion 4720". */
    public String words() {
        return "although it was waited for and " + atWork();
    }

    /** "the controller was at work: it created pod another-0 at resourceVersion 4720". */
    public String atWork() {
        return "the controller was at work: " + Phrases.created(control);
    }

    /** Why the controller may not make the pod of an ordinal yet, as a clause; nothing when it has to. */
    public static Optional<String> inTheWay(int ordinal, ReplayState end) {
        if (end.possible().size() != 1 || !end.specsKnown()) {
            return Optional.of("the controller had not said that it had seen the present spec");
        }
        if (end.state().filter(set -> set.object().terminating()).isPresent()) {
            return Optional.of("the set is to end");
        }
        StatefulSetView spec = end.possible().get(0);
        Optional<OrdinalState> old = OldPods.left(spec, end.set().orElseThrow().updateRevision(), end);
        if (old.isPresent()) {
            return old.map(pod -> Phrases.pod(pod.pod()) + ", which is of another version, was not gone");
        }
        OptionalInt unhealthy = end.firstUnhealthy(spec.start(), ordinal);
        if (spec.ordered() && unhealthy.isPresent()) {
            return Optional.of(end.plight(unhealthy.getAsInt()));
        }
        return spec.ordered() && spec.minReadySeconds() > 0 && !available(ordinal, end)
                ? Optional.of("the controller had not said that the pods before it were Ready for long enough")
                : Optional.empty();
    }

    /** The same, also where somebody else has a pod of that name, for whose end the controller has to wait. */
    public static Optional<String> inTheWay(JudgingContext context, int ordinal, ReplayState end) {
        boolean taken = context
                .history()
                .lifetimesByName(Kinds.POD, context.subject().namespace())
                .getOrDefault(context.name() + "-" + ordinal, List.of())
                .stream()
                .filter(pod -> pod.deleted().isEmpty())
                .anyMatch(pod -> context.set().withUid(pod.uid()).isEmpty());
        return taken ? Optional.of("somebody else has a pod of that name") : inTheWay(ordinal, end);
    }

    /** Whether the controller has said that all pods are available, after the last of those before this one became Ready. */
    private static boolean available(int ordinal, ReplayState end) {
        StatefulSetView spec = end.possible().get(0);
        long told = end.state().orElseThrow().resourceVersion();
        return spec.counters().available() == spec.counters().replicas()
                && IntStream.range(spec.start(), ordinal)
                        .mapToObj(before -> end.slot(before).orElseThrow().pod().ready())
                        .allMatch(ready -> ready.get(ready.size() - 1).from().resourceVersion() < told);
    }
}
