package dev.holdfast.audit;

import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one audit event. Belongs to one thread. */
final class RecordReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    /** A request is told of again at each stage; only the last tells the answer. */
    private static final Set<String> LAST_STAGES = Set.of("ResponseComplete", "Panic");

    /** Others have resources of the same names. */
    private static final Set<String> GROUPS = Set.of("", "apps");

    private static final String TRUNCATED = "audit.k8s.io/truncated";

    private final Map<String, String> texts = new HashMap<>();
    private final Consumer<? super AuditRecord> into;
    private final LoggedLevels levels;

    /**
     * Hands out what it reads.
     *
     * @param levels where is noted what the policy lets the server log
     * @param into gets each request that wrote something that may concern a StatefulSet
     */
    RecordReader(LoggedLevels levels, Consumer<? super AuditRecord> into) {
        this.levels = levels;
        this.into = into;
    }

    /**
     * Reads the object at whose beginning the parser is.
     *
     * @param wrapped gets what may hold events, where the object is none itself
     * @return whether it is an audit event
     */
    boolean read(JsonParser json, Consumer<JsonParser> wrapped) {
        Fields fields = new Fields(wrapped);
        fields.read(json);
        if (fields.cloud.has("protoPayload")) {
            return GoogleCloudEntry.event(fields.cloud)
                    .filter(event -> read(event, wrapped))
                    .isPresent();
        }
        if (!fields.isEvent()) {
            return false;
        }
        levels.event();
        if (fields.counts()) {
            levels.note(fields.about(), fields.level, fields.succeeded());
            fields.records();
        }
        return true;
    }

    private boolean read(ObjectNode event, Consumer<JsonParser> wrapped) {
        try (JsonParser json = JSON.treeAsTokens(event)) {
            json.nextToken();
            return read(json, wrapped);
        }
    }

    private final class Fields {
        private final Consumer<JsonParser> wrapped;
        /** What an entry of Google Cloud Logging has, where it is one that tells of a request. */
        private final ObjectNode cloud = JSON.createObjectNode();

        private String apiVersion = "";
        private String level = "";
        private String id = "";
        private String stage = "";
        private String uri = "";
        private String verb = "";
        private String user = "";
        private String impersonated = "";
        private String agent = "";
        private JsonNode about = MissingNode.getInstance();
        private int code;
        private String deleted = "";
        private Optional<JsonNode> asked = Optional.empty();
        private Optional<ObjectNode> answer = Optional.empty();
        private Instant received = Instant.EPOCH;
        private Instant completed = Instant.EPOCH;
        private boolean truncated;

        Fields(Consumer<JsonParser> wrapped) {
            this.wrapped = wrapped;
        }

        void read(JsonParser json) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                field(name, json);
            }
        }

        private void field(String name, JsonParser json) {
            switch (name) {
                case "apiVersion" -> apiVersion = text(json);
                case "level" -> level = shared(text(json));
                case "auditID" -> id = text(json);
                case "stage" -> stage = shared(text(json));
                case "requestURI" -> uri = text(json);
                case "verb" -> verb = shared(text(json));
                case "user" -> user = shared(tree(json).path("username").asString(""));
                case "impersonatedUser" ->
                    impersonated = shared(tree(json).path("username").asString(""));
                case "userAgent" -> agent = shared(text(json));
                case "objectRef" -> about = tree(json);
                case "responseStatus" -> status(tree(json));
                case "requestObject" -> asked(json);
                case "responseObject" -> answered(json);
                case "requestReceivedTimestamp" -> received = instant(text(json));
                case "stageTimestamp" -> completed = instant(text(json));
                case "annotations" ->
                    truncated = tree(json).path(TRUNCATED).asString("").equals("true");
                case "items", "events", "message" -> wrapped.accept(json);
                case "protoPayload", "timestamp", "receiveTimestamp", "insertId", "operation", "labels" ->
                    cloud.set(name, tree(json));
                default -> json.skipChildren();
            }
        }

        private void status(JsonNode status) {
            code = status.path("code").asInt(0);
            deleted = status.path("details").path("uid").asString("");
        }

        // The body of a request is looked at where the answer does not tell what was asked for.
        private void asked(JsonParser json) {
            boolean wanted = verb.isEmpty() || verb.startsWith("delete") || verb.equals("update") || evicts();
            if (wanted && json.currentToken() == JsonToken.START_OBJECT) {
                asked = Optional.of(tree(json));
            } else {
                json.skipChildren();
            }
        }

        private void answered(JsonParser json) {
            if ((verb.isEmpty() || WRITES.contains(verb)) && json.currentToken() == JsonToken.START_OBJECT) {
                answer = Optional.of((ObjectNode) tree(json));
            } else {
                json.skipChildren();
            }
        }

        private boolean evicts() {
            return about.path("subresource").asString("").equals("eviction");
        }

        boolean isEvent() {
            return apiVersion.startsWith("audit.k8s.io/") && !stage.isEmpty();
        }

        boolean succeeded() {
            return code / 100 == 2;
        }

        boolean counts() {
            return LAST_STAGES.contains(stage)
                    && WRITES.contains(verb)
                    && ObjectReference.kindOf(about.path("resource").asString(""))
                            .isPresent()
                    && GROUPS.contains(about.path("apiGroup").asString(""))
                    && !uri.contains("dryRun=")
                    && options().path("dryRun").isEmpty();
        }

        ObjectReference about() {
            String resource = shared(about.path("resource").asString(""));
            // A namespace is said to be in itself, but where it is created.
            String place =
                    resource.equals("namespaces") ? "" : about.path("namespace").asString("");
            return new ObjectReference(
                    resource,
                    shared(about.path("subresource").asString("")),
                    shared(place),
                    about.path("name").asString(""));
        }

        /** An object that was changed while it was deleted is told without its version. */
        private String deletedUid() {
            JsonNode metadata = answer.map(body -> body.path("metadata")).orElse(MissingNode.getInstance());
            boolean unversioned = verb.equals("delete")
                    && metadata.path("resourceVersion").asString("").isEmpty()
                    && metadata.path("finalizers").isEmpty()
                    && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0;
            return deleted.isEmpty() && unversioned ? metadata.path("uid").asString("") : deleted;
        }

        void records() {
            if (!succeeded()) {
                return;
            }
            AuditRecord whole = new AuditRecord(
                    id,
                    level,
                    about(),
                    new AuditedRequest(
                            verb, about().subresource(), impersonated.isEmpty() ? user : impersonated, agent),
                    code,
                    received,
                    completed,
                    version(),
                    deletedUid(),
                    grace(),
                    answer.flatMap(Fields::resource),
                    truncated);
            if (verb.equals("deletecollection") && answer.isPresent()) {
                String kind = whole.about().kind();
                for (JsonNode item : answer.get().path("items")) {
                    ((ObjectNode) item).put("kind", kind);
                    resource((ObjectNode) item).map(whole::of).ifPresent(into);
                }
            } else {
                into.accept(
                        whole.about().name().isEmpty() && whole.answer().isPresent()
                                ? named(whole, whole.answer().get())
                                : whole);
            }
        }

        private AuditRecord named(AuditRecord whole, Resource answer) {
            return new AuditRecord(
                    whole.id(),
                    whole.level(),
                    whole.about().named(answer.name()),
                    whole.request(),
                    whole.code(),
                    whole.received(),
                    whole.completed(),
                    whole.before(),
                    whole.uid(),
                    whole.grace(),
                    whole.answer(),
                    whole.bodyLost());
        }

        private OptionalLong version() {
            String version = verb.equals("update")
                    ? asked.map(body -> body.path("metadata")
                                    .path("resourceVersion")
                                    .asString(""))
                            .orElse("")
                    : "";
            return version.isEmpty() || !version.chars().allMatch(Character::isDigit)
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(version));
        }

        /** How something is to be deleted. */
        private JsonNode options() {
            return asked.map(body -> evicts() ? body.path("deleteOptions") : body)
                    .orElse(MissingNode.getInstance());
        }

        private OptionalLong grace() {
            JsonNode seconds = options().path("gracePeriodSeconds");
            return seconds.isNumber() ? OptionalLong.of(seconds.asLong()) : OptionalLong.empty();
        }

        // A Status has no name, and is no object.
        private static Optional<Resource> resource(ObjectNode body) {
            boolean object = !body.path("metadata").path("name").asString("").isEmpty()
                    && !body.path("metadata")
                            .path("resourceVersion")
                            .asString("")
                            .isEmpty()
                    && !body.path("kind").asString("").isEmpty();
            try {
                return object ? Optional.of(Resource.received(body)) : Optional.empty();
            } catch (IllegalArgumentException noVersion) {
                return Optional.empty();
            }
        }
    }

    private static String text(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        return "";
    }

    private static JsonNode tree(JsonParser json) {
        return json.readValueAsTree();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return Instant.EPOCH;
        }
    }

    /** The same few texts come again and again. */
    private String shared(String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
