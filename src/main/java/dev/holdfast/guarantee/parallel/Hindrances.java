package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.ClaimOrigin;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.view.EventView;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What may have kept the controller from the end of a pass, so that nothing follows from what it left undone: a request that was
 * refused, or one that it made because it did not know enough. It says so in Events only of some of them.
 */
final class Hindrances {
    private static final Set<String> REFUSALS = Set.of("FailedCreate", "FailedUpdate", "FailedDelete");

    private final JudgingContext context;
    /** By the uid of a set, the pods that have the name of one of its pods and were not its own all the time. */
    private final Map<String, List<Lifetime>> others = new HashMap<>();

    private final List<Lifetime> claims;

    Hindrances(JudgingContext context) {
        this.context = context;
        this.claims = context.history().lifetimes(Kinds.CLAIM, context.subject().namespace());
    }

    /** A pod that the controller created after a pass, which shows that it was at work and that it was allowed to create pods. */
    Optional<Observation> control(Pass pass) {
        return ControllerActivity.of(context.set()).between(pass.status().resourceVersion(), Long.MAX_VALUE);
    }

    /**
     * Whether the controller may have been kept from the end of a pass.
     *
     * @param control what shows that it was at work after that
     */
    boolean before(Pass pass, Entry control) {
        return unknownPods(pass)
                || claims(pass)
                || refused(control)
                || !taken(pass).isEmpty();
    }

    /** The same, where what is asked is what comes of pods that could not be created since their names were taken. */
    boolean beyondNames(Pass pass, Entry control) {
        return unknownPods(pass) || claims(pass) || refused(control);
    }

    /** The ordinals that the set wants, whose names may have been those of pods that are not its own. */
    List<Integer> taken(Pass pass) {
        return ordinals(pass, pod -> true);
    }

    /** The ordinals that the set wants, whose names were those of pods that are not its own, all through the pass. */
    List<Integer> refused(Pass pass) {
        return ordinals(
                pass,
                pod -> pod.existsAt(pass.asked().resourceVersion())
                        && pod.existsAt(pass.status().resourceVersion()));
    }

    private List<Integer> ordinals(Pass pass, Predicate<Lifetime> condition) {
        return others.computeIfAbsent(pass.status().object().uid(), this::othersThan).stream()
                .filter(pod -> mayTakeTheName(pod, pass))
                .filter(condition)
                .flatMapToInt(pod -> Ordinal.of(context.name(), pod.name()).stream())
                .filter(pass.spec()::wants)
                .filter(ordinal -> !hasItsOwn(ordinal, pass))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    // Whoever has created its pod by then was not refused in that pass.
    private static boolean hasItsOwn(int ordinal, Pass pass) {
        return pass.situation().exists(ordinal)
                && pass.situation()
                        .slot(ordinal)
                        .filter(slot -> slot.pod().controlledBy(pass.status()))
                        .isPresent();
    }

    private List<Lifetime> othersThan(String uid) {
        return context.history().lifetimes(Kinds.POD, context.subject().namespace()).stream()
                .filter(pod -> Ordinal.of(context.name(), pod.name()).isPresent())
                .filter(pod ->
                        !pod.states().stream().allMatch(state -> state.object().controlledBy(uid)))
                .toList();
    }

    private static boolean mayTakeTheName(Lifetime pod, Pass pass) {
        long end = pass.status().resourceVersion();
        boolean own = pod.at(end)
                .orElse(pod.last())
                .object()
                .controlledBy(pass.status().object().uid());
        boolean goneBefore = pod.deleted()
                .filter(gone -> gone.resourceVersion() < end && pass.situation().heardOf(gone))
                .isPresent();
        return !own && pod.first().resourceVersion() < end && !goneBefore;
    }

    /** Whether there is a pod that the controller may have tried to create once more, since it had not heard of it. */
    private static boolean unknownPods(Pass pass) {
        return !pass.wanted(ordinal ->
                        pass.situation().exists(ordinal) && !pass.situation().knows(ordinal))
                .isEmpty();
    }

    /**
     * Whether a missing pod has a claim that somebody else may have made since the last pod of that ordinal: as long as the controller has
     * not heard of it, it tries to create it, and is refused.
     */
    private boolean mayNotKnowAClaim(int ordinal, Pass pass) {
        String pod = context.name() + "-" + ordinal;
        long last = named(Kinds.POD, pod).stream()
                .mapToLong(each -> each.first().resourceVersion())
                .filter(created -> created < pass.status().resourceVersion())
                .max()
                .orElse(0);
        return pass.spec().claimTemplates().stream()
                .map(template -> template + "-" + pod)
                .flatMap(name -> named(Kinds.CLAIM, name).stream())
                .anyMatch(claim -> claim.existsAt(pass.status().resourceVersion())
                        && claim.first().resourceVersion() > last
                        && ClaimOrigin.of(context.set(), claim.first()) != ClaimOrigin.CONTROLLER);
    }

    private List<Lifetime> named(String kind, String name) {
        return context.history()
                .lifetimesByName(kind, context.subject().namespace())
                .getOrDefault(name, List.of());
    }

    // A claim that is going, or that is to get another owner, ends a pass without a word.
    private boolean claims(Pass pass) {
        if (pass.spec().claimTemplates().isEmpty()) {
            return false;
        }
        if (pass.missing().stream().anyMatch(ordinal -> mayNotKnowAClaim(ordinal, pass))) {
            return true;
        }
        boolean kept = context.set().specs().stream().map(StatefulSetView::of).allMatch(StatefulSetView::keepsClaims);
        return !kept
                || !pass.situation().knowsWhatItWrote()
                || claims.stream()
                        .flatMap(claim -> claim.firstTerminating().stream())
                        .anyMatch(
                                going -> going.resourceVersion() < pass.status().resourceVersion());
    }

    private boolean refused(Entry before) {
        return context.history().observations(Kinds.EVENT).stream()
                .filter(event -> event.index() < before.index())
                .map(EventView::of)
                .anyMatch(event -> event.about().kind().equals(Kinds.STATEFUL_SET)
                        && event.about().name().equals(context.name())
                        && REFUSALS.contains(event.reason()));
    }
}
