package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Events, to be asked what was said of an object. A server keeps them for an hour, and says again what it has said by
 * counting: so an Event has a first and a last time.
 *
 * @param events the Events
 */
public record SaidEvents(List<Event> events) {

    /**
     * What was said about an object, the last first.
     *
     * @param object the object
     */
    public Stream<Event> about(ObjectMeta object) {
        return events.stream()
                .filter(event -> event.getInvolvedObject() != null
                        && Objects.equals(event.getInvolvedObject().getUid(), object.getUid()))
                .sorted(Comparator.<Event, Instant>comparing(SaidEvents::last).reversed());
    }

    /**
     * The last of the Events about an object of which something is so.
     *
     * @param object the object
     * @param condition what has to be so
     */
    public Optional<Event> last(ObjectMeta object, Predicate<Event> condition) {
        return about(object).filter(condition).findFirst();
    }

    /**
     * What the controller has said last of the pod of this name: that it made, changed or deleted it, or could not. Only
     * the message names the pod, in capital or small letters as the release likes it.
     *
     * @param set the set
     * @param pod the name of the pod
     */
    public Optional<Event> lastOfController(ObjectMeta set, String pod) {
        Pattern named = Pattern.compile("(?i)\\bPod " + Pattern.quote(pod) + " ");
        return last(set, event -> named.matcher(message(event)).find());
    }

    /** {@return the reason, or an empty text} */
    public static String reason(Event event) {
        return Objects.requireNonNullElse(event.getReason(), "");
    }

    /** {@return the message on one line, or an empty text} */
    public static String message(Event event) {
        return Objects.requireNonNullElse(event.getMessage(), "").strip().replaceAll("\\s+", " ");
    }

    /** {@return whether it is a warning} */
    public static boolean warns(Event event) {
        return "Warning".equals(event.getType());
    }

    /** {@return how often it was said} */
    public static int count(Event event) {
        return Optional.ofNullable(event.getSeries())
                .map(EventSeries::getCount)
                .or(() -> Optional.ofNullable(event.getCount()))
                .orElse(1);
    }

    /** {@return when it was said first} */
    public static Instant first(Event event) {
        return moments(event).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** {@return when it was said last} */
    public static Instant last(Event event) {
        return moments(event).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    private static Stream<Instant> moments(Event event) {
        return Stream.of(
                        Moments.of(event.getFirstTimestamp()),
                        Moments.of(event.getLastTimestamp()),
                        Moments.of(event.getEventTime()),
                        Optional.ofNullable(event.getSeries()).flatMap(each -> Moments.of(each.getLastObservedTime())))
                .flatMap(Optional::stream);
    }
}
