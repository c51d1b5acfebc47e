package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.audit.AuditVerdicts;
import dev.holdfast.history.Kinds;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The audit log of an embedded cluster of its own beside the histories that were recorded on it. */
@DisplayName("The audit log of a cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RestoreSystemProperties // a run tells its scenarios their settings by them
class AuditLogIT {
    private Path file;
    private AuditRecords log;
    private final List<Path> histories = new ArrayList<>();

    @BeforeAll
    void runScenarios(@TempDir Path directory) throws IOException {
        assumeTrue(System.getProperty("holdfast.tags", "").isBlank(), "only a part was asked for");
        file = directory.resolve("audit.log");
        Path report = directory.resolve("report");
        // Not the process's own streams: those belong to the channel to Maven.
        int code = Holdfast.commandLine(new Terminal(System.out, System.err, false))
                .execute(
                        "verify",
                        "--audit-log=" + file,
                        "--tags=@delete.adopt or @storage.survives-scale-down or @update.partition",
                        "--report=" + report);
        assertThat(code).isEqualTo(ExitCode.KEPT);
        log = AuditRecords.read(file);
        try (Stream<Path> files = Files.list(report.resolve("histories"))) {
            files.filter(path -> path.toString().endsWith(".jsonl")).forEach(histories::add);
        }
    }

    @Test
    @DisplayName(
            "has each state of an object that was recorded, but for four that are not answered, of which it has the request, and budgets")
    void hasEachRecordedState() throws IOException {
        List<String> missing = new ArrayList<>();
        int states = 0;
        for (Path history : histories) {
            Map<String, JsonNode> before = new HashMap<>();
            for (JsonNode entry : AuditRecords.lines(history)) {
                if (!entry.path("entry").asString("").equals("observation")) {
                    continue;
                }
                JsonNode object = entry.path("object");
                JsonNode last = before.put(object.path("metadata").path("uid").asString(""), object);
                String change = entry.path("change").asString("");
                // The smallest policy has no rule for budgets: no write of the controller depends on one.
                if (change.equals("LISTED") || object.path("kind").asString("").equals(Kinds.BUDGET)) {
                    continue;
                }
                states++;
                if (!log.answered(object)
                        && !hasRequest(change, object, last == null ? MissingNode.getInstance() : last)) {
                    missing.add(history.getFileName() + ": " + entry);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(states).isGreaterThan(200);
    }

    @Test
    @DisplayName("leads to the verdicts of the recorded histories, but where these tell what an audit log does not")
    void leadsToTheSameVerdicts() throws IOException {
        AuditVerdicts verdicts = new AuditVerdicts(file, histories);

        assertThat(verdicts.differences()).isEmpty();
        assertThat(verdicts.same()).isGreaterThan(300);
        assertThat(verdicts.notTold()).isLessThan(20);
    }

    private boolean hasRequest(String change, JsonNode object, JsonNode last) {
        JsonNode metadata = object.path("metadata");
        if (object.path("kind").asString("").equals("Pod")) {
            boolean bound =
                    object.path("spec").has("nodeName") && !last.path("spec").has("nodeName");
            boolean outOfTime = metadata.path("deletionGracePeriodSeconds").asInt(1) == 0;
            return (bound && log.requested("create", "pods", "binding", object))
                    || (outOfTime && log.requested("delete", "pods", "", object));
        }
        if (!change.equals("DELETED")) {
            return false;
        }
        // What is gone at once is answered by a status that only names it.
        boolean asked = object.path("kind").asString("").equals(Kinds.REVISION)
                ? log.requested("delete", "controllerrevisions", "", object)
                : log.requested("delete", "statefulsets", "", object);
        boolean finalized = !metadata.path("finalizers").isEmpty();
        return asked || (finalized && log.requested("patch", "statefulsets", "", object));
    }
}
