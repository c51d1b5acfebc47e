package dev.holdfast.cli;

import dev.holdfast.history.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of an API server's audit log. */
final class AuditRecords {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> records;
    private final Set<String> answers = new HashSet<>();

    private AuditRecords(List<JsonNode> records) {
        this.records = records;
        for (JsonNode each : records) {
            JsonNode metadata = each.path("responseObject").path("metadata");
            answers.add(metadata.path("uid").asString("") + "@"
                    + metadata.path("resourceVersion").asString(""));
        }
    }

    static AuditRecords read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return new AuditRecords(lines.map(JSON::readTree).toList());
        }
    }

    /** Whether an object was answered in this state. */
    boolean answered(Observation state) {
        return answers.contains(state.object().uid() + "@" + state.resourceVersion());
    }

    List<JsonNode> records() {
        return records;
    }
}
