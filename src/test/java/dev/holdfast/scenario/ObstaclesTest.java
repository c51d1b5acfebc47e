package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import org.junit.jupiter.api.Test;

class ObstaclesTest {

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
    void shouldSayWhatTheSetReportsAndThatThereIsNoPod() {
        String obstacles = in(Objects.set(1, 2), Objects.event("set", 2, "FailedCreate", "quota exceeded"));

        assertThat(obstacles)
                .isEqualTo(
                        "StatefulSet web reports 1 Ready of 2 (last event: FailedCreate: quota exceeded); there is no pod");
    }

    @Test
    void shouldNotComplainOfWhatIsAsItShouldBe() {
        String obstacles = in(
                Objects.pod(Change.ADDED, "web-0", "a", 1, Objects.ready(0)),
                Objects.pod(Change.ADDED, "web-1", "b", 2, "{\"phase\":\"Pending\"}"),
                Objects.pod(Change.DELETED, "web-1", "b", 3, "{\"phase\":\"Pending\"}"),
                Objects.claim(Change.ADDED, "www-web-0", "c", 1, "a-pv", "Bound"));

        assertThat(obstacles).isEqualTo("all that is there is Ready and Bound");
    }

    private static String in(Entry... entries) {
        Snapshot present = new Snapshot("ns", any -> true);
        for (Entry entry : entries) {
            present.next(entry);
        }
        return Obstacles.in(present);
    }
}
