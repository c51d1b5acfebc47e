package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.audit.GoogleCloudForm;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log that an API server wrote while users did to two StatefulSets what leaves a bystander in doubt: {@code during-roll/web}
 * loses pods by hand in the middle of a roll-out, and {@code ondelete/web} is updated by the user who deletes its pods.
 */
class AuditedSetsTest {
    private static final Path LOG = Path.of("src/test/resources/dev/holdfast/audit/incident.log.gz");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void isCertainWhereABystanderIsNot() {
        assertThat(judge("--audit-log", LOG)).isEqualTo(ExitCode.KEPT);

        assertThat(results())
                .contains("during-roll/web: ")
                .contains("✓ order.one-at-a-time during-roll/web: ")
                .contains("✓ update.one-at-a-time during-roll/web: ")
                .contains("✓ update.on-delete ondelete/web: ")
                .contains("force went pod 1")
                .doesNotContain("inconclusive")
                .doesNotContain("nobody is on record");
    }

    @Test
    void keepsHistoriesThatAreJudgedAlike() throws IOException {
        judge("--audit-log", LOG, "--save-history", folder);
        List<String> verdicts = verdicts();
        results.reset();

        judge(folder.resolve("during-roll.web.jsonl.gz"), folder.resolve("ondelete.web.jsonl.gz"));

        assertThat(verdicts()).isEqualTo(verdicts);
    }

    @Test
    void saysTheSameWhereGoogleCloudLoggingTellsOfThem() throws IOException {
        judge("--audit-log", LOG);
        List<String> verdicts = verdicts();
        results.reset();
        Path entries = Files.write(
                folder.resolve("entries.jsonl"),
                lines().stream()
                        .map(JsonMapper.shared()::readTree)
                        .map(event -> GoogleCloudForm.of(event).toString())
                        .toList());

        assertThat(judge("--audit-log", entries)).isEqualTo(ExitCode.KEPT);
        assertThat(verdicts()).isEqualTo(verdicts);
    }

    @Test
    void neverCallsAGuaranteeBrokenWhereRequestsAreMissing() throws IOException {
        List<String> lines = lines();
        for (int first = 0; first < 20; first++) {
            int begin = first;
            Path part = Files.write(
                    folder.resolve("part.log"),
                    Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                            .filter(i -> i % 20 != begin)
                            .map(lines::get)
                            .toList());
            results.reset();

            assertThat(judge("--audit-log", part)).as(results()).isNotEqualTo(ExitCode.BROKEN);
        }
    }

    @Test
    void neverCallsAGuaranteeBrokenWhereTheBeginningIsMissing() throws IOException {
        List<String> lines = lines();
        for (int begin = 10; begin < lines.size(); begin += lines.size() / 15) {
            Path part = Files.write(folder.resolve("part.log"), lines.subList(begin, lines.size()));
            results.reset();

            assertThat(judge("--audit-log", part)).as(results()).isNotEqualTo(ExitCode.BROKEN);
        }
    }

    @Test
    void namesThePolicyWhereOnlyMetadataAreLogged() throws IOException {
        Path metadata = Files.write(
                folder.resolve("audit.log"),
                lines().stream()
                        .map(line -> line.replace("\"level\":\"RequestResponse\"", "\"level\":\"Metadata\"")
                                .replaceFirst(
                                        "(,\"requestObject\":.*)?,\"responseObject\":.*,\"requestReceivedTimestamp\"",
                                        ",\"requestReceivedTimestamp\""))
                        .toList());

        assertThat(judge("--audit-log", metadata)).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(results())
                .isEqualToNormalizingNewlines(
                        "the audit log tells who wrote StatefulSets and not what: statefulsets/status is"
                                + " logged at level Metadata only, and states are told at level RequestResponse; docs/audit.md has the"
                                + " smallest policy that would do\n");
    }

    private List<String> verdicts() {
        return results()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("✓"))
                .toList();
    }

    private static List<String> lines() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(LOG))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private int judge(Object... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "judge";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return Holdfast.commandLine(new Terminal(stream(results), stream(errors), false))
                .execute(words);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String results() {
        return results.toString(StandardCharsets.UTF_8);
    }
}
