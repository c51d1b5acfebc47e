package dev.holdfast.scenario.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.scenario.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntouchedTest {

    @Test
    void shouldAcceptAPodThatOnlyBecameReady() {
        assertThat(judge(
                        Objects.pod(Change.ADDED, "web-1", "a", 10, "{\"phase\":\"Pending\"}"),
                        pod(Change.MODIFIED, "a", 11, 0)))
                .isEmpty();
    }

    @Test
    void shouldNoticeAnotherPodOfTheSameName() {
        assertThat(judge(pod(Change.ADDED, "a", 10, 0), pod(Change.DELETED, "a", 11, 0), pod(Change.ADDED, "b", 12, 0)))
                .hasValueSatisfying(touched ->
                        assertThat(touched).contains("replaced").contains("b").contains("12"));
    }

    @Test
    void shouldNoticeADeletionThatIsNotTheEnd() {
        assertThat(judge(pod(Change.ADDED, "a", 10, 0), pod(Change.DELETED, "a", 11, 0)))
                .hasValueSatisfying(
                        touched -> assertThat(touched).contains("terminate").contains("11"));
    }

    @Test
    void shouldNoticeARestartThatNobodySeesAtTheEnd() {
        assertThat(judge(
                        pod(Change.ADDED, "a", 10, 0),
                        pod(Change.MODIFIED, "a", 11, 1),
                        pod(Change.MODIFIED, "a", 12, 1)))
                .hasValueSatisfying(
                        touched -> assertThat(touched).contains("restarted").contains("11"));
    }

    @Test
    void shouldNotAcceptAPodThatNeverWas() {
        assertThat(judge()).isPresent();
    }

    /** Pod 1, running and ready in a container that was restarted so often. */
    private static Entry pod(Change change, String uid, long version, int restarts) {
        return Objects.pod(change, "web-1", uid, version, Objects.ready(restarts));
    }

    private static Optional<String> judge(Entry... pods) {
        List<Entry> all = new ArrayList<>(List.of(Objects.set(1, 2)));
        all.addAll(List.of(pods));
        return Untouched.judge(
                "web-1", SetTimeline.of(History.of(all), "ns", "web").incarnations(1));
    }
}
