package dev.holdfast.history;

import dev.holdfast.history.json.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads entries from the lines that {@link EntryFormat} writes. Belongs to one thread. */
final class LineReader {
    /** For a set of a thousand pods. */
    private static final int PLACES = 1 << 15;

    private final JsonReader json = new JsonReader(PLACES);

    /**
     * Reads lines.
     *
     * @param texts gives the text of an object that lies between two positions of the bytes
     * @param into gets the entries
     * @throws RuntimeException if a line is not an entry; the entries of the lines before it were handed out
     */
    void read(byte[] bytes, int from, int to, Text.Source texts, Consumer<Entry> into) {
        if (from == to) {
            return;
        }
        json.begin(bytes, from, to);
        do {
            Line line = new Line(json, texts);
            json.fields(line::field);
            into.accept(line.entry());
        } while (json.next());
    }

    private static final class Line {
        private final JsonReader json;
        private final Text.Source texts;
        private String type = "";
        private long index = Entry.UNPLACED;
        private Instant at = Instant.EPOCH;
        private Change change = Change.MODIFIED;
        private Optional<Resource> object = Optional.empty();
        private Optional<AuditedRequest> request = Optional.empty();
        private String description = "";
        private String verb = "";
        private String kind = "";
        private String name = "";
        private String uid = "";
        private String what = "";
        private String subject = "";
        private String reason = "";
        private String namespace = "";
        private String version = "";
        private long since;
        private long revision;
        private Map<String, String> details = Map.of();
        private Map<String, Long> complete = Map.of();
        private List<String> values = List.of();
        private Optional<Action> asked = Optional.empty();
        private int code;
        private String body = "";

        Line(JsonReader json, Text.Source texts) {
            this.json = json;
            this.texts = texts;
        }

        void field(String field) {
            switch (field) {
                case EntryFormat.TYPE -> type = json.text();
                case "index" -> index = json.number(Entry.UNPLACED);
                case "at" -> at = json.instant();
                case "change" -> change = Change.valueOf(json.text());
                case EntryFormat.REQUEST -> request = Optional.of(AuditedRequest.of(json.textMap()));
                case "object" -> object = Optional.of(Resource.read(json, texts));
                case "description" -> description = json.text();
                case "verb" -> verb = json.text();
                case "kind" -> kind = json.text();
                case "name" -> name = json.text();
                case "uid" -> uid = json.text();
                case "what" -> what = json.text();
                case "subject" -> subject = json.text();
                case "reason" -> reason = json.text();
                case "namespace" -> namespace = json.text();
                case "version" -> version = json.text();
                case "since" -> since = json.number(0);
                case "revision" -> revision = json.number(0);
                case "complete" -> complete = revisions(json.textMap());
                case "details" -> details = json.textMap();
                case "values" -> values = json.textList();
                case EntryFormat.ASKED -> asked = Optional.of(action());
                case "code" -> code = json.integer(0);
                case "body" -> body = json.tree().toString();
                default -> {}
            }
        }

        private Action action() {
            Line line = new Line(json, texts);
            json.fields(line::field);
            return (Action) line.entry();
        }

        private static Map<String, Long> revisions(Map<String, String> texts) {
            return texts.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> Long.parseLong(each.getValue())));
        }

        Entry entry() {
            return switch (type) {
                case "observation" -> new Observation(index, at, change, object.orElseThrow(), request);
                case "action" -> new Action(index, at, description, verb, kind, namespace, name, uid, details);
                case "answer" -> new Response(index, at, asked.orElseThrow(), code, body);
                case "reading" -> new ExternalRead(index, at, what, subject, uid, values);
                case "gap" -> new Gap(index, at, kind, since, reason);
                case "server" -> new ServerVersion(index, at, version);
                case "progress" -> new StreamProgress(index, at, kind, revision);
                case "fence" -> new Fence(index, at, complete);
                default -> throw new IllegalArgumentException("Unknown entry '" + type + "'");
            };
        }
    }
}
