package dev.holdfast.history;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** An entry as one line of JSON; {@link LineReader} reads it. The field {@code entry} tells which kind of entry it is. */
final class EntryFormat {
    static final String TYPE = "entry";
    /** Missing where a watch told of the object, and in files that were written before audit logs could be read. */
    static final String REQUEST = "request";

    /** The action that an answer is to, as it is written by itself. */
    static final String ASKED = "asked";

    private static final String END = "end";
    /** Missing in files that were written before there were fences. */
    private static final String FORMAT = "format";

    private static final JsonMapper JSON = JsonMapper.shared();

    private EntryFormat() {}

    static String write(Entry entry) {
        ObjectNode line = JSON.createObjectNode();
        if (entry instanceof Observation observation) {
            head(line, "observation", entry);
            line.put("change", observation.change().name());
            observation.request().ifPresent(request -> {
                ObjectNode maker = line.putObject(REQUEST);
                request.texts().forEach(maker::put);
            });
            line.putRawValue("object", new RawValue(observation.object().text()));
        } else if (entry instanceof Action action) {
            action(line, action);
        } else if (entry instanceof Response answer) {
            head(line, "answer", entry);
            action(line.putObject(ASKED), answer.request());
            line.put("code", answer.code());
            line.putRawValue("body", new RawValue(answer.body()));
        } else if (entry instanceof ExternalRead reading) {
            head(line, "reading", entry);
            line.put("what", reading.what());
            line.put("subject", reading.subject());
            line.put("uid", reading.uid());
            ArrayNode values = line.putArray("values");
            reading.values().forEach(values::add);
        } else if (entry instanceof Gap gap) {
            head(line, "gap", entry);
            line.put("kind", gap.kind());
            line.put("since", gap.since());
            line.put("reason", gap.reason());
        } else if (entry instanceof ServerVersion server) {
            head(line, "server", entry);
            line.put("version", server.version());
        } else if (entry instanceof StreamProgress progress) {
            head(line, "progress", entry);
            line.put("kind", progress.kind());
            line.put("revision", progress.revision());
        } else if (entry instanceof Fence fence) {
            head(line, "fence", entry);
            ObjectNode complete = line.putObject("complete");
            fence.complete().forEach((kind, revision) -> complete.put(kind, Long.toString(revision)));
        }
        return JSON.writeValueAsString(line);
    }

    static String end(long entries) {
        ObjectNode line = JSON.createObjectNode();
        return line.put(TYPE, END).put("entries", entries).put(FORMAT, 2).toString();
    }

    /** Whether the last line is that of a file which says itself how much of each kind is known. */
    static boolean tellsWhatIsKnown(String end) {
        return end.contains("\"" + FORMAT + "\":");
    }

    /** Whether a line is the last one of a complete file. */
    static boolean isEnd(String line) {
        return line.startsWith("{\"" + TYPE + "\":\"" + END + "\"") && line.endsWith("}");
    }

    private static void action(ObjectNode line, Action action) {
        head(line, "action", action);
        line.put("description", action.description());
        line.put("verb", action.verb());
        line.put("kind", action.kind());
        line.put("namespace", action.namespace());
        line.put("name", action.name());
        line.put("uid", action.uid());
        ObjectNode details = line.putObject("details");
        action.details().forEach(details::put);
    }

    private static void head(ObjectNode line, String type, Entry entry) {
        line.put(TYPE, type);
        line.put("index", entry.index());
        line.put("at", entry.at().toString());
    }
}
