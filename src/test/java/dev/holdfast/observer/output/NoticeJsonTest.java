package dev.holdfast.observer.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.observer.Notice;
import dev.holdfast.observer.NoticesOfAFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NoticeJsonTest {

    private final NoticeJson json = new NoticeJson();

    @Test
    void isOneObjectALine() {
        List<String> lines = NoticesOfAFault.all().stream()
                .flatMap(notice -> json.lines(notice, Optional.empty()).stream())
                .toList();

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line).doesNotContain("\n");
            JsonNode object = JsonMapper.shared().readTree(line);
            assertThat(object.path("type").asString()).isIn("finding", "verdict", "state", "gap");
            assertThat(Instant.parse(object.path("at").asString())).isNotNull();
        });
    }

    @Test
    void hasActorAndEvidenceOfAFinding() {
        JsonNode finding = read(NoticesOfAFault.finding(), Optional.of(Path.of("/kept/it.jsonl.gz")));

        assertThat(finding.path("type").asString()).isEqualTo("finding");
        assertThat(finding.path("guarantee").asString()).isEqualTo("order.waits-ready");
        assertThat(finding.path("history").asString()).isEqualTo("/kept/it.jsonl.gz");
        JsonNode created = finding.path("evidence")
                .valueStream()
                .filter(each -> each.path("resourceVersion").asString().equals("484"))
                .findFirst()
                .orElseThrow();
        assertThat(created.path("kind").asString()).isEqualTo("Pod");
        assertThat(created.path("name").asString()).isEqualTo("nginx-statefulset-1");
        assertThat(created.path("what").asString()).isEqualTo("Pod nginx-statefulset-1 created");
        assertThat(created.path("who").asString()).isEqualTo("kube-controller-manager");
        assertThat(created.path("fields").isEmpty()).isFalse();
    }

    @Test
    void tellsOfWhichSetAHoleIs() {
        JsonNode hole = read(new Notice.Hole(Instant.EPOCH, Optional.empty(), "pods may be missing"), Optional.empty());

        assertThat(hole.path("type").asString()).isEqualTo("gap");
        assertThat(hole.has("set")).isFalse();
    }

    private JsonNode read(Notice notice, Optional<Path> proof) {
        return JsonMapper.shared().readTree(json.lines(notice, proof).get(0));
    }
}
