package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.Activity;
import dev.holdfast.explanation.Answer;
import dev.holdfast.explanation.Explanation;
import dev.holdfast.explanation.Statement;
import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.ObstacleKind;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.obstacle.Prospect;
import dev.holdfast.explanation.obstacle.Remedy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplanationLinesTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Optional<Instant> BEFORE = Optional.of(NOON.minusSeconds(240));

    private static final Explanation STUCK = new Explanation(
            "shop",
            "web",
            Answer.CANNOT_GO_ON,
            "pod web-2 cannot pull the image nginx:9, for 4 min",
            new Activity("rolling", 0, 3, "updated and available", BEFORE, List.of()),
            List.of(obstacle()),
            List.of(new Statement(
                    "budget web allows no disruption",
                    List.of(Evidence.field(
                            "PodDisruptionBudget web", "status.disruptionsAllowed", "0", Optional.empty())))),
            "the controller waits for pod web-2 to be Ready",
            List.of(new Remedy("delete pod web-2", "kubectl delete pod -n shop web-2"), Remedy.of("correct the image")),
            Map.of("nodes", "no permission", "events", "no permission", "services", "no answer"),
            NOON);

    private static final Explanation DONE = new Explanation(
            "shop",
            "cache",
            Answer.DONE,
            "2 of 2 available",
            new Activity("", 2, 2, "available", Optional.empty(), List.of()),
            List.of(),
            List.of(),
            "the controller has nothing to do",
            List.of(),
            Map.of(),
            NOON);

    private final ExplanationLines plain =
            new ExplanationLines(new Terminal(System.out, System.err, false), ZoneOffset.UTC);
    private final ExplanationLines coloured =
            new ExplanationLines(new Terminal(System.out, System.err, true), ZoneOffset.UTC);

    private static PodObstacle obstacle() {
        return new PodObstacle(
                "web-2",
                ObstacleKind.IMAGE,
                Prospect.STAYS,
                "cannot pull the image nginx:9",
                BEFORE,
                Optional.empty(),
                List.of(Evidence.field(
                        "Pod web-2", "container nginx, state.waiting", "ErrImagePull: not found", BEFORE)),
                Optional.empty());
    }

    @Test
    void beginsWithTheAnswerAndShowsItThen() {
        assertThat(plain.of(STUCK))
                .containsExactly(
                        "✗ shop/web cannot go on: pod web-2 cannot pull the image nginx:9, for 4 min",
                        "",
                        "  why     · Pod web-2, container nginx, state.waiting, 11:56:00 (4 min ago): ErrImagePull: not found",
                        "  also    budget web allows no disruption",
                        "          · PodDisruptionBudget web, status.disruptionsAllowed: 0",
                        "  set     rolling, 0 of 3 updated and available, since 11:56:00 (4 min ago)",
                        "  next    the controller waits for pod web-2 to be Ready",
                        "  do      delete pod web-2",
                        "            kubectl delete pod -n shop web-2",
                        "          correct the image",
                        "  unread  services: no answer",
                        "          events, nodes: no permission");
    }

    @Test
    void saysNoMoreThanOneLineOfASetThatIsDone() {
        assertThat(plain.of(DONE)).containsExactly("✓ shop/cache is done: 2 of 2 available");
    }

    @Test
    void putsTheWorstOfSeveralSetsFirst() {
        assertThat(plain.overview(List.of(DONE, STUCK)))
                .containsExactly(
                        "✗ shop/web    pod web-2 cannot pull the image nginx:9, for 4 min",
                        "✓ shop/cache  2 of 2 available");
    }

    @Test
    void coloursTheSignTheCommandAndWhatStepsBack() {
        assertThat(coloured.of(STUCK))
                .contains("            \u001b[1mkubectl delete pod -n shop web-2\u001b[0m")
                .anyMatch(line -> line.startsWith("\u001b[31m✗\u001b[0m shop/web"))
                .anyMatch(line -> line.contains("· \u001b[2mPod web-2, container nginx, state.waiting"));
    }

    @Test
    void hasTheSameForPrograms() {
        JsonNode document = JsonMapper.shared().readTree(ExplanationDocument.of(STUCK));
        assertThat(document.path("answer").asString()).isEqualTo("cannot-go-on");
        assertThat(document.path("obstacles").path(0).path("kind").asString()).isEqualTo("image");
        assertThat(document.path("obstacles").path(0).path("since").asString()).isEqualTo("2026-11-27T11:56:00Z");
        assertThat(document.path("obstacles").path(0).has("until")).isFalse();
        assertThat(document.path("remedies").path(0).path("command").asString())
                .isEqualTo("kubectl delete pod -n shop web-2");
        assertThat(document.path("remedies").path(1).has("command")).isFalse();
        assertThat(document.path("unread").path("nodes").asString()).isEqualTo("no permission");
        assertThat(JsonMapper.shared()
                        .readTree(ExplanationDocument.of(List.of(STUCK, DONE)))
                        .size())
                .isEqualTo(2);
    }
}
