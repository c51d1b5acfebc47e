package dev.holdfast.history.replay;

import dev.holdfast.history.InOrder;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.EventView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The Events by which the StatefulSet controller tells which pods it deleted. The presence of one proves that the controller asked;
 * its absence proves nothing, since Events are dropped when there are many. An Event names the pod and not its uid. It is written
 * in the second of the request, or in the one after it; where it fits the deletions of several pods of that name, it is that of the
 * one that it fits best, and of none where that cannot be told.
 */
final class ControllerEvents {
    private static final String DELETED = "SuccessfulDelete";
    private static final String OBJECT = "pod ";
    /** The time of the request and that of the Event are both cut to seconds. */
    private static final long LATEST = 1;

    private final SetTimeline set;
    private final Map<String, Observation> deletions = new HashMap<>();

    /** Those about a set. */
    ControllerEvents(SetTimeline set) {
        this.set = set;
        Map<String, List<Incarnation>> pods = set.incarnations().stream()
                .filter(pod -> pod.firstTerminating().isPresent())
                .collect(Collectors.groupingBy(Incarnation::name));
        for (Observation event : set.history().observations(Kinds.EVENT)) {
            EventView view = EventView.of(event);
            if (!event.deleted()
                    && view.byStatefulSetController()
                    && view.reason().equals(DELETED)
                    && view.about().name().equals(set.name())
                    && event.object().namespace().equals(set.namespace())) {
                List<Incarnation> named = pods.getOrDefault(pod(view.message()), List.of());
                bestFit(view, named).ifPresent(pod -> deletions.putIfAbsent(pod.uid(), event));
            }
        }
    }

    /** The Event that tells of the deletion of this pod. */
    Optional<Observation> ofDeletion(Incarnation pod) {
        return Optional.ofNullable(deletions.get(pod.uid()));
    }

    /**
     * Whether the controller may have asked only after somebody else had, by a spec that was written in between: it asks for what is
     * ending or gone already as long as it has not heard of that, and tells of it in the same words.
     *
     * @param event what it tells
     * @param ending the first state of the pod whose deletion was asked for
     */
    boolean mayTellOfALaterRequest(Observation event, Observation ending) {
        Instant told = EventView.of(event).last().orElse(Instant.MAX);
        List<Observation> specs = set.specs();
        // Those after the first were written later still.
        return specs.subList(InOrder.firstAfter(specs, ending.resourceVersion()), specs.size()).stream()
                .filter(spec -> !spec.deleted() && !spec.object().terminating())
                .findFirst()
                .filter(spec -> !notBefore(spec).isAfter(told))
                .isPresent();
    }

    /** Before when a spec cannot have been written, by the clock of the API server: by scaling a set nobody leaves a time of his own. */
    private static Instant notBefore(Observation spec) {
        return spec.object().writers().stream()
                .flatMap(writer -> writer.time().stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private static Optional<Incarnation> bestFit(EventView event, List<Incarnation> pods) {
        Incarnation best = null;
        long least = Long.MAX_VALUE;
        for (Incarnation pod : pods) {
            OptionalLong seconds = between(pod, event);
            if (seconds.isPresent() && seconds.getAsLong() <= least) {
                best = seconds.getAsLong() == least ? null : pod;
                least = seconds.getAsLong();
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many seconds after the request for the pod's deletion the Event was written; empty when it tells of another. */
    private static OptionalLong between(Incarnation pod, EventView event) {
        return pod.firstTerminating()
                .flatMap(ControllerEvents::requested)
                .flatMap(requested -> event.last()
                        .map(written -> Duration.between(requested, written).toSeconds()))
                .filter(seconds -> seconds >= 0 && seconds <= LATEST)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    // It was asked for when the grace period began. A second request may shorten that and moves both, so this is asked
    // of
    // the first state only.
    private static Optional<Instant> requested(Observation ending) {
        OptionalLong grace = ending.object().deletionGracePeriodSeconds();
        return ending.object().deletionTimestamp().map(end -> end.minusSeconds(grace.orElse(0)));
    }

    // "Delete Pod web-0 in StatefulSet web successful"; earlier releases wrote the verb in small letters, and what is
    // combined from similar Events has a word before it.
    private static String pod(String message) {
        int begin = message.toLowerCase(Locale.ROOT).indexOf(OBJECT);
        String rest = begin < 0 ? "" : message.substring(begin + OBJECT.length());
        int end = rest.indexOf(' ');
        return end < 0 ? rest : rest.substring(0, end);
    }
}
