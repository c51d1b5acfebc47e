package dev.holdfast.history;

import dev.holdfast.history.json.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who wrote an object, as {@code metadata.managedFields} tells. There is one for each manager, operation and subresource,
 * with the time of its last write only.
 *
 * @param manager who, by the name that the client gave
 * @param operation {@code Update} or {@code Apply}
 * @param subresource {@code status} or {@code scale}, say; empty for the object itself
 * @param time when it last changed something of what it manages
 */
public record Writer(String manager, String operation, String subresource, Optional<Instant> time) {

    /** The writers of an object, in the order in which the API server lists them. */
    static List<Writer> all(Tokens tokens) {
        List<Writer> writers = new ArrayList<>(3);
        tokens.elements(() -> {
            Reader reader = new Reader(tokens);
            tokens.fields(reader::field);
            writers.add(tokens.shared().one(reader.writer()));
        });
        return List.copyOf(writers);
    }

    // Which fields they set is a third of what an API server sends, and nobody asks for it.
    private static final class Reader {
        private final Tokens tokens;
        private String manager = "";
        private String operation = "";
        private String subresource = "";
        private Optional<Instant> time = Optional.empty();

        Reader(Tokens tokens) {
            this.tokens = tokens;
        }

        void field(String field) {
            switch (field) {
                case "manager" -> manager = tokens.text();
                case "operation" -> operation = tokens.text();
                case "subresource" -> subresource = tokens.text();
                case "time" -> time = tokens.optionalInstant();
                default -> {}
            }
        }

        Writer writer() {
            return new Writer(manager, operation, subresource, time);
        }
    }
}
