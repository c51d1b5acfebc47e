package dev.holdfast.guarantee;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Writer;
import java.util.stream.Stream;

/**
 * Who wrote the status of a set, by {@code managedFields}. As a rule the controller does alone. A program that restores or mends objects may
 * write it, too, and then what it says need not be what the controller said.
 */
public final class StatusWriters {
    /** What is to be said of a status that may not be the controller's, to follow what was seen. */
    public static final String OTHERS = "; but somebody else than the controller may have written that";

    private StatusWriters() {}

    /** Whether more than one wrote the status of a set until one state follows another. */
    public static boolean several(Observation before, Observation now) {
        return Stream.of(before, now)
                        .flatMap(state -> state.object().writers().stream())
                        .filter(writer -> writer.subresource().equals("status"))
                        .map(Writer::manager)
                        .distinct()
                        .count()
                > 1;
    }
}
