package dev.holdfast.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.scenario.Objects;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ObstaclesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-26T06:00:00Z");
    private static final String PULLING = waiting("ErrImagePull", "no such image");

    @Test
    void shouldNameTheImageThatCannotBePulled() {
        String obstacles = in(Objects.pod(
                Change.ADDED,
                "web-0",
                "a",
                1,
                "{\"phase\":\"Pending\",\"containerStatuses\":[{\"state\":{\"waiting\":{\"reason\":\"ImagePullBackOff\","
                        + "\"message\":\"Back-off pulling image nginx:none\"}}}]}"));

        assertThat(obstacles)
                .contains(
                        "pod web-0 is Pending, its container waits: ImagePullBackOff: Back-off pulling image nginx:none");
    }

    @Test
    void shouldSayWhyAPodIsNotScheduled() {
        String obstacles = in(Objects.pod(
                Change.ADDED,
                "web-0",
                "a",
                1,
                "{\"phase\":\"Pending\",\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"False\","
                        + "\"message\":\"0/1 nodes are available\"}]}"));

        assertThat(obstacles).contains("pod web-0 is Pending, not PodScheduled: 0/1 nodes are available");
    }

    @Test
    void shouldRepeatTheLastEventOfAClaimThatIsNotBound() {
        String obstacles = in(
                Objects.claim(Change.ADDED, "www-web-0", "c", 1, "", "Pending"),
                Objects.event("c", 3, "FailedBinding", "no persistent volumes available"),
                Objects.event("c", 2, "Earlier", "something else"),
                Objects.event("other", 4, "Other", "about something else"));

        assertThat(obstacles)
                .contains("claim www-web-0 is Pending (last event: FailedBinding: no persistent volumes available)");
    }

    @Test
    void shouldNotComplainOfWhatIsAsItShouldBe() {
        String obstacles = in(
                Objects.pod(Change.ADDED, "web-0", "a", 1, Objects.ready(0)),
                Objects.pod(Change.ADDED, "web-1", "b", 2, "{\"phase\":\"Pending\"}"),
                Objects.pod(Change.DELETED, "web-1", "b", 3, "{\"phase\":\"Pending\"}"),
                Objects.claim(Change.ADDED, "www-web-0", "c", 1, "a-pv", "Bound"));

        assertThat(obstacles).isEmpty();
    }

    @Test
    void shouldTellForHowLongWhateverTheClusterSaysOfItMeanwhile() {
        assertThat(after40Seconds(
                        at(0, Objects.pod(Change.ADDED, "web-0", "a", 1, PULLING)),
                        at(30, Objects.pod(Change.MODIFIED, "web-0", "a", 2, waiting("ImagePullBackOff", "later")))))
                .isEqualTo("pod web-0 has been Pending for 40 s, its container waits: ImagePullBackOff: later");
    }

    @Test
    void shouldBeginAnewWhenItIsSomethingElse() {
        assertThat(after40Seconds(
                        at(0, Objects.pod(Change.ADDED, "web-0", "a", 1, PULLING)),
                        at(20, Objects.pod(Change.MODIFIED, "web-0", "a", 2, Objects.ready(0))),
                        at(30, Objects.pod(Change.MODIFIED, "web-0", "a", 3, PULLING))))
                .contains("Pending for 10 s");
    }

    @Test
    void shouldBeginAnewWhenTheReasonIsAnother() {
        String unscheduled = "{\"phase\":\"Pending\",\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"False\","
                + "\"message\":\"0/1 nodes are available\"}]}";
        assertThat(after40Seconds(
                        at(0, Objects.pod(Change.ADDED, "web-0", "a", 1, unscheduled)),
                        at(30, Objects.pod(Change.MODIFIED, "web-0", "a", 2, PULLING))))
                .contains("Pending for 10 s");
    }

    @Test
    void shouldNameWhatTheControllerIsRefused() {
        Entry refused = Objects.event("set", 2, "FailedCreate", "quota exceeded");

        assertThat(in(Objects.set(1, 2), refused))
                .isEqualTo("the controller of StatefulSet web is refused: FailedCreate: quota exceeded");
        assertThat(in(Objects.set(1, 2), refused, Objects.pod(Change.ADDED, "web-0", "a", 3, Objects.ready(0))))
                .isEmpty();
        assertThat(in(Objects.set(1, 2), refused, Objects.event("set", 3, "SuccessfulCreate", "create Pod web-0")))
                .isEmpty();
    }

    @Test
    void shouldNotWaitForAPodThatIsNeverStarted() {
        String pod = "{\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"ns\",\"name\":\"another-0\",\"uid\":\"x\","
                + "\"resourceVersion\":\"3\"},\"spec\":{\"schedulingGates\":[{\"name\":\"" + Obstacles.NEVER_STARTED
                + "\"}]},\"status\":{\"phase\":\"Pending\"}}";

        assertThat(in(Observation.of(Change.ADDED, Resource.parse(pod)))).isEmpty();
    }

    @Test
    void shouldLookAtOneNamespaceAndAtWhatHadHappenedByThen() {
        History history = History.of(List.of(
                Objects.pod(Change.ADDED, "web-0", "a", 1, Objects.ready(0)).placed(0),
                Objects.pod(Change.MODIFIED, "web-0", "a", 2, "{\"phase\":\"Pending\"}")
                        .placed(1)));

        assertThat(Obstacles.before(history, 1, "ns")).isEmpty();
        assertThat(Obstacles.in(history, "ns")).hasSize(1);
        assertThat(Obstacles.in(history, "other")).isEmpty();
    }

    private static String waiting(String reason, String message) {
        return "{\"phase\":\"Pending\",\"containerStatuses\":[{\"state\":{\"waiting\":{\"reason\":\"" + reason
                + "\",\"message\":\"" + message + "\"}}}]}";
    }

    private static Observation at(int seconds, Observation seen) {
        return Observation.of(seen.change(), seen.object(), BEGIN.plusSeconds(seconds));
    }

    private static String after40Seconds(Entry... entries) {
        return Obstacles.words(Obstacles.in(History.of(List.of(entries)), "ns"), BEGIN.plusSeconds(40));
    }

    private static String in(Entry... entries) {
        return Obstacles.in(History.of(List.of(entries)), "ns").stream()
                .map(Obstacle::what)
                .collect(Collectors.joining("; "));
    }
}
