package dev.holdfast.history;

import dev.holdfast.history.json.JsonReader;
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
        List<Owner> owners,
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
    static Metadata read(JsonReader json) {
        MetadataFields fields = new MetadataFields(json);
        json.fields(fields::field);
        return fields.metadata();
    }

    private static final class MetadataFields {
        private static final long NO_NUMBER = Long.MIN_VALUE;

        private final JsonReader json;
        private String namespace = "";
        private String name = "";
        private String uid = "";
        private Optional<String> noNumber = Optional.of("");
        private long resourceVersion;
        private long generation;
        private Map<String, String> labels = Map.of();
        private Owners owners = Owners.NONE;
        private Optional<Instant> created = Optional.empty();
        private Optional<Instant> deleted = Optional.empty();
        private OptionalLong gracePeriodSeconds = OptionalLong.empty();
        private List<Writer> writers = List.of();

        MetadataFields(JsonReader json) {
            this.json = json;
        }

        void field(String field) {
            switch (field) {
                case "namespace" -> namespace = json.text();
                case "name" -> name = json.text();
                case "uid" -> uid = json.text();
                case "resourceVersion" -> {
                    resourceVersion = json.numberInText(NO_NUMBER);
                    noNumber = resourceVersion == NO_NUMBER ? Optional.of(json.unsharedText()) : Optional.empty();
                }
                case "generation" -> generation = json.number(0);
                case "labels" -> labels = json.once(Labels.class, Labels::read).texts();
                case "ownerReferences" -> owners = json.once(Owners.class, Owners::read);
                case "creationTimestamp" -> created = json.optionalInstant();
                case "deletionTimestamp" -> deleted = json.optionalInstant();
                case "deletionGracePeriodSeconds" -> gracePeriodSeconds = json.optionalNumber();
                case "managedFields" -> writers = Writer.all(json);
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
                    owners.all(),
                    owners.controller(),
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
        static Labels read(JsonReader json) {
            return new Labels(json.textMap());
        }
    }

    /** All owners, and the one that is the controller. */
    private record Owners(List<Owner> all, Optional<Owner> controller) {
        static final Owners NONE = new Owners(List.of(), Optional.empty());

        static Owners read(JsonReader json) {
            List<Owner> all = new ArrayList<>();
            List<Owner> controllers = new ArrayList<>();
            json.elements(() -> {
                String[] fields = json.texts("kind", "name", "uid", "controller");
                Owner owner = new Owner(fields[0], fields[1], fields[2]);
                all.add(owner);
                if (fields[3].equals("true")) {
                    controllers.add(owner);
                }
            });
            return new Owners(
                    json.intern(List.copyOf(all)),
                    json.intern(controllers.stream().findFirst()));
        }
    }
}
