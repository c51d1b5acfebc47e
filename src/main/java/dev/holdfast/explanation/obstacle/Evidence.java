package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.SaidEvents;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * What the server has that shows that something is so.
 *
 * @param object the object, as {@code Pod web-0}
 * @param where the field of the object, or the Event about it
 * @param says what stands there
 * @param since since when, or when it was said last, if the server has a time for it
 */
public record Evidence(String object, String where, String says, Optional<Instant> since) {

    /**
     * A field of an object.
     *
     * @param object the object, as {@code Pod web-0}
     * @param field the path of the field
     * @param says what stands there
     * @param since since when, if the object says so
     */
    public static Evidence field(String object, String field, String says, Optional<Instant> since) {
        return new Evidence(object, field, says, since);
    }

    /** {@return an Event as evidence, with the time when it was said last} */
    public static Evidence of(Event event) {
        int count = SaidEvents.count(event);
        return new Evidence(
                event.getInvolvedObject().getKind() + " "
                        + event.getInvolvedObject().getName(),
                "Event " + SaidEvents.reason(event) + (count > 1 ? ", said " + count + " times" : ""),
                SaidEvents.message(event),
                Optional.of(SaidEvents.last(event)));
    }
}
