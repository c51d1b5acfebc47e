package dev.holdfast.guarantee;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The moments at which nothing had changed of a set, its pods and their claims while the controller went over the set twice (see {@link
 * QuietInterval}). What it had to do by then it has done, and it knows of every claim that was there, and of every one that was being
 * deleted.
 */
public final class Standstills {
    private final BiConsumer<Observation, ReplayState> observer;
    /** When claims changed, and when pods came to their end, which not every transition tells of. */
    private final long[] changes;

    private final List<Observation> found = new ArrayList<>();
    private Optional<QuietInterval> interval = Optional.empty();
    private boolean told;
    private int taken;

    private Standstills(JudgingContext context, BiConsumer<Observation, ReplayState> observer) {
        this.observer = observer;
        Stream<Observation> ofClaims =
                Claims.of(context.set()).ofSet().stream().map(Lifetime::states).flatMap(List::stream);
        Stream<Observation> ofPods = context.set().incarnations().stream().flatMap(pod -> pod.ended().stream());
        this.changes = Stream.concat(ofClaims, ofPods)
                .mapToLong(Observation::resourceVersion)
                .sorted()
                .toArray();
    }

    /** Those of a set. */
    public static Standstills of(JudgingContext context) {
        return of(context, (state, situation) -> {});
    }

    /**
     * Those of a set.
     *
     * @param observer gets each of them: the status that the controller wrote after it had looked twice, and the situation
     */
    public static Standstills of(JudgingContext context, BiConsumer<Observation, ReplayState> observer) {
        Standstills standstills = new Standstills(context, observer);
        context.followEveryWrite(standstills::take);
        return standstills;
    }

    /** Whether one of them shows that the controller knew of a change by a revision. */
    public boolean knownBy(Observation change, long resourceVersion) {
        return found.stream()
                .anyMatch(at ->
                        at.resourceVersion() > change.resourceVersion() && at.resourceVersion() <= resourceVersion);
    }

    /**
     * The ordinals that the controller comes to when it goes over a set, as far as nothing that may fail is before them: with
     * OrderedReady it goes no further than the first pod that is not healthy.
     */
    public static List<Integer> reached(StatefulSetView spec, ReplayState situation) {
        int healthy = (int) IntStream.range(spec.start(), spec.end())
                .filter(situation::healthy)
                .count();
        int existing = (int) IntStream.range(spec.start(), spec.end())
                .filter(situation::exists)
                .count();
        boolean counted = spec.counters().ready() == healthy && spec.counters().replicas() == existing;
        boolean waits =
                spec.ordered() && spec.counters().available() != spec.counters().ready();
        boolean old = OldPods.awaited(spec, spec.updateRevision(), situation);
        if (!counted || waits || old || situation.firstExisting(spec.end()).isPresent()) {
            return List.of();
        }
        int last = IntStream.range(spec.start(), spec.end())
                .filter(ordinal -> spec.ordered() ? !situation.healthy(ordinal) : !situation.exists(ordinal))
                .findFirst()
                .orElse(spec.end() - 1);
        return IntStream.rangeClosed(spec.start(), last).boxed().toList();
    }

    /** Whether the controller ever said that it was refused the deletion of a pod, so that nothing follows from one that stays. */
    public static boolean refused(JudgingContext context) {
        return refused(context, "FailedDelete");
    }

    /**
     * Whether the controller ever said that it was refused anything. It says in the status that it has looked at the set also where it
     * went no further than that.
     */
    public static boolean refusedAnything(JudgingContext context) {
        return refused(context, "Failed");
    }

    private static boolean refused(JudgingContext context, String reason) {
        return context.history().observations(Kinds.EVENT).stream()
                .map(EventView::of)
                .anyMatch(event -> event.byStatefulSetController()
                        && event.reason().startsWith(reason)
                        && event.about().name().equals(context.name()));
    }

    private void take(Transition moment, ReplayState before) {
        boolean changed = changedUntil(moment.at().resourceVersion());
        if (!(moment instanceof SetWritten written)) {
            begin(before.state());
            return;
        }
        Observation state = written.at();
        if (interval.map(quiet -> quiet.endsWith(state)).orElse(true)) {
            begin(Optional.of(state));
            return;
        }
        if (changed) {
            begin(before.state());
        }
        interval.ifPresent(quiet -> quiet.written(state));
        if (!told && interval.filter(QuietInterval::looked).isPresent()) {
            told = true;
            found.add(state);
            observer.accept(state, before);
        }
    }

    private boolean changedUntil(long resourceVersion) {
        int before = taken;
        while (taken < changes.length && changes[taken] <= resourceVersion) {
            taken++;
        }
        return taken > before;
    }

    private void begin(Optional<Observation> state) {
        interval = state.map(QuietInterval::new);
        told = false;
    }
}
