package dev.holdfast.history;

import dev.holdfast.history.json.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is asked of the metadata of every object. */
public record Metadata(
        String namespace,
        String name,
        String uid,
        long resourceVersion,
        long generation,
        Map<String, String> labels,
        Optional<Owner> controller,
        Optional<Instant> creationTimestamp,
        Optional<Instant> deletionTimestamp,
        OptionalLong deletionGracePeriodSeconds,
        List<Writer> writers) {

    /**
     * Reads {@code metadata}.
     *
     * @throws IllegalArgumentException if the resourceVersion is no number, or a time is none
     */
    static Metadata read(Tokens tokens) {
        Reader reader = new Reader(tokens);
        tokens.fields(reader::field);
        return reader.metadata();
    }

    private static final class Reader {
        private static final long NO_NUMBER = Long.MIN_VALUE;

        private final Tokens tokens;
        private String namespace = "";
        private String name = "";
        private String uid = "";
        private Optional<String> noNumber = Optional.of("");
        private long resourceVersion;
        private long generation;
        private Map<String, String> labels = Map.of();
        private Optional<Owner> controller = Optional.empty();
        private Optional<Instant> created = Optional.empty();
        private Optional<Instant> deleted = Optional.empty();
        private OptionalLong gracePeriodSeconds = OptionalLong.empty();
        private List<Writer> writers = List.of();

        Reader(Tokens tokens) {
            this.tokens = tokens;
        }

        void field(String field) {
            switch (field) {
                case "namespace" -> namespace = tokens.text();
                case "name" -> name = tokens.text();
                case "uid" -> uid = tokens.text();
                case "resourceVersion" -> {
                    resourceVersion = tokens.numberInText(NO_NUMBER);
                    noNumber = resourceVersion == NO_NUMBER ? Optional.of(tokens.unsharedText()) : Optional.empty();
                }
                case "generation" -> generation = tokens.number(0);
                case "labels" ->
                    labels = tokens.once(Labels.class, Labels::read).texts();
                case "ownerReferences" ->
                    controller = tokens.once(Controller.class, Controller::read).owner();
                case "creationTimestamp" -> created = tokens.optionalInstant();
                case "deletionTimestamp" -> deleted = tokens.optionalInstant();
                case "deletionGracePeriodSeconds" -> gracePeriodSeconds = tokens.optionalNumber();
                case "managedFields" -> writers = Writer.all(tokens);
                default -> {}
            }
        }

        Metadata metadata() {
            noNumber.ifPresent(text -> {
                throw new IllegalArgumentException("Cannot be ordered: resourceVersion '" + text + "' is no number");
            });
            return new Metadata(
                    namespace,
                    name,
                    uid,
                    resourceVersion,
                    generation,
                    labels,
                    controller,
                    created,
                    deleted,
                    gracePeriodSeconds,
                    writers);
        }
    }

    /** Whether its deletion was asked for. */
    public boolean terminating() {
        return deletionTimestamp.isPresent();
    }

    private record Labels(Map<String, String> texts) {
        static Labels read(Tokens tokens) {
            return new Labels(tokens.texts());
        }
    }

    /** The owner that is the controller. */
    private record Controller(Optional<Owner> owner) {
        static Controller read(Tokens tokens) {
            List<Owner> controllers = new ArrayList<>();
            tokens.elements(() -> {
                String[] texts = {"", "", ""};
                boolean[] controls = new boolean[1];
                tokens.fields(field -> {
                    switch (field) {
                        case "kind" -> texts[0] = tokens.text();
                        case "name" -> texts[1] = tokens.text();
                        case "uid" -> texts[2] = tokens.text();
                        case "controller" -> controls[0] = tokens.isTrue();
                        default -> {}
                    }
                });
                if (controls[0]) {
                    controllers.add(new Owner(texts[0], texts[1], texts[2]));
                }
            });
            return new Controller(tokens.shared().one(controllers.stream().findFirst()));
        }
    }
}
