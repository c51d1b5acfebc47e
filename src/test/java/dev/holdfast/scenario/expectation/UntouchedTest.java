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
                        Objects.pod(Change.MODIFIED, "web-1", "a", 11, Objects.ready(0))))
                .isEmpty();
    }

    @Test
    void shouldNoticeAnotherPodOfTheSameName() {
        assertThat(judge(
                        Objects.pod(Change.ADDED, "web-1", "a", 10, Objects.ready(0)),
                        Objects.pod(Change.DELETED, "web-1", "a", 11, Objects.ready(0)),
                        Objects.pod(Change.ADDED, "web-1", "b", 12, Objects.ready(0))))
                .hasValueSatisfying(touched ->
                        assertThat(touched).contains("replaced").contains("b").contains("12"));
    }

    @Test
    void shouldNoticeADeletionThatIsNotTheEnd() {
        assertThat(judge(
                        Objects.pod(Change.ADDED, "web-1", "a", 10, Objects.ready(0)),
                        Objects.pod(Change.DELETED, "web-1", "a", 11, Objects.ready(0))))
                .hasValueSatisfying(
                        touched -> assertThat(touched).contains("terminate").contains("11"));
    }

    @Test
    void shouldNoticeARestartThatNobodySeesAtTheEnd() {
        assertThat(judge(
                        Objects.pod(Change.ADDED, "web-1", "a", 10, Objects.ready(0)),
                        Objects.pod(Change.MODIFIED, "web-1", "a", 11, Objects.ready(1)),
                        Objects.pod(Change.MODIFIED, "web-1", "a", 12, Objects.ready(1))))
                .hasValueSatisfying(
                        touched -> assertThat(touched).contains("restarted").contains("11"));
    }

    @Test
    void shouldNotAcceptAPodThatNeverWas() {
        assertThat(judge()).isPresent();
    }

    private static Optional<String> judge(Entry... pods) {
        List<Entry> all = new ArrayList<>(List.of(Objects.set(1, 2)));
        all.addAll(List.of(pods));
        return Untouched.judge(
                "web-1", SetTimeline.of(History.of(all), "ns", "web").incarnations(1));
    }
}
