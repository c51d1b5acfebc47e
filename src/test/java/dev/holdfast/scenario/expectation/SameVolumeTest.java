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

class SameVolumeTest {

    @Test
    void shouldAcceptOneClaimOnOneVolume() {
        assertThat(judge(
                        Objects.claim(Change.ADDED, "www-web-0", "c", 5, "", "Pending"),
                        Objects.claim(Change.MODIFIED, "www-web-0", "c", 6, "a-pv", "Bound")))
                .isEmpty();
    }

    @Test
    void shouldNoticeAClaimThatWasMadeAnew() {
        assertThat(judge(
                        Objects.claim(Change.ADDED, "www-web-0", "c", 5, "a-pv", "Bound"),
                        Objects.claim(Change.DELETED, "www-web-0", "c", 6, "a-pv", "Bound"),
                        Objects.claim(Change.ADDED, "www-web-0", "d", 7, "a-pv", "Bound")))
                .hasValueSatisfying(differs -> assertThat(differs).contains("2 claims of the name www-web-0"));
    }

    @Test
    void shouldNoticeAnotherVolumeUnderTheSameClaim() {
        assertThat(judge(
                        Objects.claim(Change.ADDED, "www-web-0", "c", 5, "a-pv", "Bound"),
                        Objects.claim(Change.MODIFIED, "www-web-0", "c", 6, "b-pv", "Bound")))
                .hasValueSatisfying(differs -> assertThat(differs).contains("[a-pv, b-pv]"));
    }

    @Test
    void shouldNotAcceptAClaimThatIsNotBound() {
        assertThat(judge(Objects.claim(Change.ADDED, "www-web-0", "c", 5, "", "Pending")))
                .isPresent();
    }

    private static Optional<String> judge(Entry... claims) {
        List<Entry> all = new ArrayList<>(List.of(Objects.set(1, 1)));
        all.addAll(List.of(claims));
        all.add(Objects.pod(Change.ADDED, "web-0", "a", 10, Objects.ready(0)));
        all.add(Objects.pod(Change.DELETED, "web-0", "a", 11, Objects.ready(0)));
        all.add(Objects.pod(Change.ADDED, "web-0", "b", 12, Objects.ready(0)));
        History history = History.of(all);
        return SameVolume.judge(
                history, "ns", SetTimeline.of(history, "ns", "web").incarnations(0));
    }
}
