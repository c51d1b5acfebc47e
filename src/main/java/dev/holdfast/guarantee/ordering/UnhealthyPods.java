package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which unhealthy pods keep a set from being scaled down. The controller waits for all that the set wants; for those that it does not
 * want it waits only where the one that is to go next is unhealthy, and another one before it, too.
 */
final class UnhealthyPods {
    private final JudgingContext context;

    UnhealthyPods(JudgingContext context) {
        this.context = context;
    }

    /** The pods that block scaling down to a spec as it is asked for. */
    Set<Integer> blockers(StatefulSetView spec, ReplayState now) {
        Set<Integer> wanted = IntStream.range(spec.start(), spec.end())
                .filter(ordinal -> !now.healthy(ordinal))
                .boxed()
                .collect(Collectors.toSet());
        if (!wanted.isEmpty()) {
            return wanted;
        }
        List<Integer> standing = unwanted(spec, now);
        List<Integer> unhealthy =
                standing.stream().filter(ordinal -> !now.healthy(ordinal)).toList();
        boolean blocked =
                unhealthy.size() > 1 && unhealthy.get(unhealthy.size() - 1).equals(standing.get(standing.size() - 1));
        return blocked ? Set.copyOf(unhealthy) : Set.of();
    }

    /** Whether a pod was deleted for nothing but that the set does not want it any more. */
    boolean scalesDown(PodTransition turn, ReplayState before) {
        return context.cause(turn, before) == DeletionReason.SCALE_DOWN
                && before.possible().stream().allMatch(StatefulSetView::ordered)
                && Stream.of(DeletionReason.UPDATE, DeletionReason.ENDED_ITSELF)
                        .allMatch(other -> context.specsFor(other, turn, before).isEmpty());
    }

    /** A pod that kept the controller from removing another, by anything that it may have been acting on. */
    Optional<Integer> blocker(PodTransition turn, ReplayState before) {
        List<Optional<Integer>> found = context.specsFor(DeletionReason.SCALE_DOWN, turn, before).stream()
                .map(spec -> blocker(spec, turn, before))
                .toList();
        return found.isEmpty() || found.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : found.get(found.size() - 1);
    }

    private Optional<Integer> blocker(StatefulSetView spec, PodTransition turn, ReplayState before) {
        OptionalInt wanted = before.unhealthyWhenDeleting(
                turn.ordinal(), spec.start(), spec.end(), pod -> context.asksAgain(pod, spec));
        if (wanted.isPresent()) {
            return Optional.of(wanted.getAsInt());
        }
        return unhealthyItself(turn, before)
                ? others(spec, turn, before).filter(other -> other < turn.ordinal())
                : Optional.empty();
    }

    /** What was unhealthy when a pod was removed all the same, as a clause; empty when nothing was. */
    Optional<String> removed(PodTransition turn, ReplayState before) {
        if (context.attribution().actor(turn.pod()) != DeletionActor.CONTROLLER) {
            return Optional.empty();
        }
        if (unhealthyItself(turn, before)) {
            return Optional.of("it was not Ready itself");
        }
        List<StatefulSetView> specs = context.specsFor(DeletionReason.SCALE_DOWN, turn, before);
        return specs.stream().allMatch(spec -> others(spec, turn, before).isPresent())
                ? others(specs.get(specs.size() - 1), turn, before).map(before::plight)
                : Optional.empty();
    }

    /** The lowest other pod that stands, is not wanted and was unhealthy by anything that the controller may have taken it for. */
    private static Optional<Integer> others(StatefulSetView spec, PodTransition turn, ReplayState before) {
        return unwanted(spec, before).stream()
                .filter(ordinal -> ordinal != turn.ordinal() && before.knows(ordinal) && before.knewOfPlight(ordinal))
                .findFirst();
    }

    /** Whether a pod was not Ready when it was deleted, and the controller knew. */
    private static boolean unhealthyItself(PodTransition turn, ReplayState before) {
        List<Incarnation.Interval> ready = turn.pod().ready().stream()
                .filter(interval ->
                        interval.from().resourceVersion() < turn.at().resourceVersion())
                .toList();
        return ready.isEmpty()
                || ready.get(ready.size() - 1).to().filter(before::heardOf).isPresent();
    }

    private static List<Integer> unwanted(StatefulSetView spec, ReplayState now) {
        List<Integer> found = new ArrayList<>();
        OptionalInt next = now.firstStanding(0);
        while (next.isPresent()) {
            boolean wanted = spec.wants(next.getAsInt());
            if (!wanted && now.owns(next.getAsInt())) {
                found.add(next.getAsInt());
            }
            next = now.firstStanding(wanted ? spec.end() : next.getAsInt() + 1);
        }
        return found;
    }
}
