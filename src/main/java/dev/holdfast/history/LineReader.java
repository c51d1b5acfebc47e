package dev.holdfast.history;

import dev.holdfast.history.json.Shared;
import dev.holdfast.history.json.Text;
import dev.holdfast.history.json.Tokens;
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

    private final Shared shared = new Shared(PLACES);

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
        Tokens tokens = new Tokens(bytes, from, to, shared);
        do {
            Line line = new Line(tokens, texts);
            tokens.fields(line::field);
            into.accept(line.entry());
        } while (tokens.next());
    }

    private static final class Line {
        private final Tokens tokens;
        private final Text.Source texts;
        private String type = "";
        private long index = Entry.UNPLACED;
        private Instant at = Instant.EPOCH;
        private Change change = Change.MODIFIED;
        private Optional<Resource> object = Optional.empty();
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

        Line(Tokens tokens, Text.Source texts) {
            this.tokens = tokens;
            this.texts = texts;
        }

        void field(String field) {
            switch (field) {
                case EntryFormat.TYPE -> type = tokens.text();
                case "index" -> index = tokens.number(Entry.UNPLACED);
                case "at" -> at = tokens.instant();
                case "change" -> change = Change.valueOf(tokens.text());
                case "object" -> object = Optional.of(Resource.read(tokens, texts));
                case "description" -> description = tokens.text();
                case "verb" -> verb = tokens.text();
                case "kind" -> kind = tokens.text();
                case "name" -> name = tokens.text();
                case "uid" -> uid = tokens.text();
                case "what" -> what = tokens.text();
                case "subject" -> subject = tokens.text();
                case "reason" -> reason = tokens.text();
                case "namespace" -> namespace = tokens.text();
                case "version" -> version = tokens.text();
                case "since" -> since = tokens.number(0);
                case "revision" -> revision = tokens.number(0);
                case "complete" -> complete = revisions(tokens.texts());
                case "details" -> details = tokens.texts();
                case "values" -> values = tokens.list();
                default -> {}
            }
        }

        private static Map<String, Long> revisions(Map<String, String> texts) {
            return texts.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> Long.parseLong(each.getValue())));
        }

        Entry entry() {
            return switch (type) {
                case "observation" -> new Observation(index, at, change, object.orElseThrow());
                case "action" -> new Action(index, at, description, verb, kind, namespace, name, uid, details);
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
