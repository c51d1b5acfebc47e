package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.MicroTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the moments that objects of the Kubernetes API have as text. */
public final class Moments {

    private Moments() {}

    /**
     * Reads one.
     *
     * @param text as the API has it; may be null
     * @return the moment, or nothing where the object has none
     */
    public static Optional<Instant> of(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** {@return the moment, or nothing where the object has none} */
    public static Optional<Instant> of(MicroTime time) {
        return Optional.ofNullable(time).flatMap(each -> of(each.getTime()));
    }
}
