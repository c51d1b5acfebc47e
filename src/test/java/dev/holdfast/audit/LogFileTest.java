package dev.holdfast.audit;

import static dev.holdfast.audit.AuditLines.ALICE;
import static dev.holdfast.audit.AuditLines.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class LogFileTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final LoggedLevels levels = new LoggedLevels();
    private final List<AuditRecord> records = new ArrayList<>();
    private final AuditLines log = new AuditLines();

    LogFileTest() {
        log.request(ALICE, "create", "statefulsets", "", "web").answered(201, set(101, 1, 0, 1, 0, 0));
        log.request(ALICE, "patch", "statefulsets", "", "web").answered(200, set(102, 2, 0, 2, 0, 0));
    }

    @Test
    void readsAnEventALine() throws IOException {
        assertThat(read(String.join("\n", log.lines()))).hasSize(2);
    }

    @Test
    void readsWhatGzipCompressed() throws IOException {
        Path file = folder.resolve("audit.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", log.lines()).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(file)).hasSize(2);
    }

    @Test
    void readsTheListThatAWebhookGets() throws IOException {
        ObjectNode list = JSON.createObjectNode().put("kind", "EventList").put("apiVersion", "audit.k8s.io/v1");
        items(list.putArray("items"));

        assertThat(read(list.toString())).hasSize(2);
        assertThat(read(indented(list))).hasSize(2);
    }

    @Test
    void readsTheMessagesThatCloudWatchPrints() throws IOException {
        ObjectNode export = JSON.createObjectNode();
        ArrayNode events = export.putArray("events");
        log.lines().forEach(line -> events.addObject().put("eventId", "1").put("message", line));

        assertThat(read(indented(export))).hasSize(2);
    }

    @Test
    void readsTheLinesThatCloudWatchExports() throws IOException {
        assertThat(read(String.join(
                        "\n",
                        log.lines().stream()
                                .map(line -> "2026-11-27T05:00:01.000Z " + line)
                                .toList())))
                .hasSize(2);
    }

    @Test
    void readsAnArray() throws IOException {
        ArrayNode events = JSON.createArrayNode();
        items(events);

        assertThat(read(events.toString())).hasSize(2);
    }

    @Test
    void letsTheFirstAndTheLastLineBeCutOff() throws IOException {
        String line = log.lines().get(0);

        assertThat(read(line.substring(30) + "\n" + line + "\n" + line.substring(0, 200)))
                .hasSize(1);
    }

    @Test
    void refusesADamagedFile() {
        String line = log.lines().get(0);

        refuses(line + "\n" + line.substring(0, 200) + "\n" + line + "\n")
                .hasMessageEndingWith("audit.log is damaged: 1 of its 3 lines are no JSON");
    }

    @Test
    void refusesAnEmptyFile() {
        refuses("").hasMessageEndingWith("audit.log is empty");
    }

    @Test
    void refusesWhatIsNoAuditLog() {
        refuses("{\"entry\":\"end\"}\n{\"kind\":\"Pod\"}\n")
                .hasMessageEndingWith("audit.log is no audit log: there is no event of audit.k8s.io in it");
        refuses("one\ntwo\nthree\n").hasMessageEndingWith("audit.log is no audit log: it is not JSON");
    }

    @Test
    void readsAnExportOfGoogleCloudLogging() throws IOException {
        ArrayNode entries = JSON.createArrayNode();
        log.lines().forEach(line -> entries.add(GoogleCloudForm.of(JSON.readTree(line))));

        assertThat(read(indented(entries))).hasSize(2);
        assertThat(read(entries.get(0) + "\n" + entries.get(1) + "\n")).hasSize(2);
    }

    @Test
    void refusesAnExportOfGoogleCloudLoggingThatTellsOfNoRequest() {
        refuses("{\"protoPayload\":{\"methodName\":\"google.container.v1.ClusterManager.UpdateCluster\"}}\n")
                .hasMessageEndingWith("audit.log is no audit log: there is no event of audit.k8s.io in it");
    }

    @Test
    void refusesGzipThatIsCutOff() throws IOException {
        Path file = folder.resolve("audit.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", log.lines()).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(AuditLogException.class)
                .hasMessageContaining("audit.log.gz is compressed by gzip and cannot be read to its end");
    }

    @Test
    void knowsWhenTheLastRequestWasAnsweredThatIsAboutSomethingElse() throws IOException {
        log.request("bob", "create", "secrets", "", "s").answeredWithStatus(201, "");
        Path file = Files.writeString(folder.resolve("audit.log"), String.join("\n", log.lines()));
        LogFile read = new LogFile(file, levels, records::add);
        read.read();

        assertThat(read.end()).contains(AuditLines.BEGIN.plusMillis(1210));
    }

    private static String indented(JsonNode document) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(document);
    }

    private void items(ArrayNode into) {
        log.lines().forEach(line -> into.add(JSON.readTree(line)));
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refuses(String text) {
        return assertThatThrownBy(() -> read(text)).isInstanceOf(AuditLogException.class);
    }

    private List<AuditRecord> read(String text) throws IOException {
        return read(Files.writeString(folder.resolve("audit.log"), text));
    }

    private List<AuditRecord> read(Path file) throws IOException {
        records.clear();
        new LogFile(file, levels, records::add).read();
        return records;
    }
}
