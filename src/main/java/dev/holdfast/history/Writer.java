package dev.holdfast.history;

import dev.holdfast.history.json.JsonReader;
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
    static List<Writer> all(JsonReader json) {
        List<Writer> writers = new ArrayList<>(3);
        json.elements(() -> writers.add(json.once(Writer.class, Writer::read)));
        return List.copyOf(writers);
    }

    private static Writer read(JsonReader json) {
        WriterFields fields = new WriterFields(json);
        json.fields(fields::field);
        return fields.writer();
    }

    // Which fields they set is a third of what an API server sends, and nobody asks for it.
    private static final class WriterFields {
        private final JsonReader json;
        private String manager = "";
        private String operation = "";
        private String subresource = "";
        private Optional<Instant> time = Optional.empty();

        WriterFields(JsonReader json) {
            this.json = json;
        }

        void field(String field) {
            switch (field) {
                case "manager" -> manager = json.text();
                case "operation" -> operation = json.text();
                case "subresource" -> subresource = json.text();
                case "time" -> time = json.optionalInstant();
                default -> {}
            }
        }

        Writer writer() {
            return new Writer(manager, operation, subresource, time);
        }
    }
}
