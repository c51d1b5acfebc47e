package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of an embedded cluster beside the histories that were recorded on it. */
@DisplayName("The audit log of a cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditLogIT {
    private static final List<String> KINDS = List.of(
            Kinds.POD,
            Kinds.STATEFUL_SET,
            Kinds.CLAIM,
            Kinds.VOLUME,
            Kinds.REVISION,
            Kinds.ENDPOINT_SLICE,
            Kinds.EVENT,
            "Service");

    @TempDir
    private Path directory;

    private AuditRecords log;
    private final List<History> histories = new ArrayList<>();

    @BeforeAll
    void runScenarios() throws IOException {
        assumeTrue(System.getProperty("holdfast.tags", "").isBlank(), "only a part was asked for");
        Path file = directory.resolve("audit.log");
        int code = Holdfast.commandLine(new Terminal(System.out, System.err, false))
                .execute(
                        "verify",
                        "--audit-log=" + file,
                        "--tags=@update.completes or @delete.adopt or @storage.survives-scale-down",
                        "--report=" + directory.resolve("report"));
        assertThat(code).isEqualTo(ExitCode.KEPT);
        log = AuditRecords.read(file);
        try (Stream<Path> files = Files.walk(directory.resolve("report"))) {
            for (Path recorded : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                histories.add(HistoryFile.read(recorded));
            }
        }
        assertThat(histories).hasSizeGreaterThan(2);
    }

    @Test
    @DisplayName("has each state of an object that was recorded, as the answer to the request that made it")
    void hasEachRecordedState() {
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (History history : histories) {
            for (String kind : KINDS) {
                for (Observation state : history.observations(kind)) {
                    if (state.change() == Change.LISTED) {
                        continue;
                    }
                    seen++;
                    if (!log.answered(state)) {
                        missing.add(state.change() + " " + state.object().kind() + " " + state.object().name() + " " + state.resourceVersion());
                    }
                }
            }
        }
        System.out.println("seen " + seen + " missing " + missing.size());
        missing.forEach(System.out::println);
        assertThat(missing).isEmpty();
    }
}
