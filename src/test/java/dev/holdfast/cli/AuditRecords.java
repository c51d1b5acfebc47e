package dev.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of an API server's audit log: requests, with what was answered. */
final class AuditRecords {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> records;
    private final Set<String> answers = new HashSet<>();

    private AuditRecords(List<JsonNode> records) {
        this.records = records;
        records.forEach(each -> answers.add(state(each.path("responseObject"))));
    }

    static AuditRecords read(Path file) throws IOException {
        return new AuditRecords(lines(file));
    }

    /** The lines of a file, each a JSON object. */
    static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> all.add(JSON.readTree(line)));
        }
        return all;
    }

    /** Whether a request was answered with this state of an object. */
    boolean answered(JsonNode object) {
        return answers.contains(state(object));
    }

    /** Whether somebody asked for this of an object, and was not refused. */
    boolean requested(String verb, String resource, String subresource, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return records.stream()
                .anyMatch(record -> record.path("verb").asString("").equals(verb)
                        && record.path("responseStatus").path("code").asInt(0) / 100 == 2
                        && told(record, "resource", resource)
                        && told(record, "subresource", subresource)
                        && told(record, "namespace", metadata.path("namespace").asString(""))
                        && told(record, "name", metadata.path("name").asString("")));
    }

    private static boolean told(JsonNode record, String field, String value) {
        return record.path("objectRef").path(field).asString("").equals(value);
    }

    private static String state(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("uid").asString("") + "@"
                + metadata.path("resourceVersion").asString("");
    }
}
