package dev.holdfast.observer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.NamespaceShare;
import dev.holdfast.observer.Notice;
import dev.holdfast.observer.NoticesOfAFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationMetricsTest {

    private final ObservationMetrics metrics = new ObservationMetrics(new NamespaceShare(1, 3));

    @Test
    void countsEachBrokenGuaranteeOfEachSet() {
        metrics.take(NoticesOfAFault.finding());
        metrics.take(NoticesOfAFault.finding());

        assertThat(text())
                .containsPattern(
                        "(?m)^holdfast_guarantee_broken_total\\{namespace=\"[^\"]+\",set=\"nginx-statefulset\","
                                + "guarantee=\"order.waits-ready\"} 2$");
    }

    @Test
    void saysWhenEachWasLastSeenBroken() {
        Notice.Finding first = NoticesOfAFault.finding();
        Instant later = first.at().plusSeconds(100);
        metrics.take(first);
        metrics.take(new Notice.Finding(
                later, first.set(), first.guarantee(), first.verdict(), first.history(), first.lag()));

        assertThat(text())
                .containsPattern(
                        "(?m)^holdfast_guarantee_last_broken_timestamp_seconds\\{namespace=\"[^\"]+\",set=\"nginx-statefulset\","
                                + "guarantee=\"order.waits-ready\"} " + later.getEpochSecond() + "$");
    }

    @Test
    void saysWhichOfHowManyItIs() {
        assertThat(text()).contains("holdfast_shards{index=\"1\"} 3\n");
    }

    @Test
    void countsHowLongVerdictsTook() {
        Subject set = Subject.of("shop", "web");
        metrics.take(new Notice.Judged(Instant.EPOCH, set, Duration.ofMillis(200)));
        metrics.take(new Notice.Judged(Instant.EPOCH, set, Duration.ofMillis(700)));

        assertThat(text())
                .contains("holdfast_verdict_lag_seconds_bucket{le=\"0.1\"} 0\n")
                .contains("holdfast_verdict_lag_seconds_bucket{le=\"0.25\"} 1\n")
                .contains("holdfast_verdict_lag_seconds_bucket{le=\"1\"} 2\n")
                .contains("holdfast_verdict_lag_seconds_sum 0.900\n")
                .contains("holdfast_verdict_lag_seconds_count 2\n");
    }

    @Test
    void countsWhatMayHaveBeenMissed() {
        metrics.take(new Notice.Hole(Instant.EPOCH, Optional.empty(), "pods"));

        assertThat(text()).contains("holdfast_gaps_total 1\n").contains("holdfast_disconnected_seconds_total 3\n");
    }

    @Test
    void saysOfEachNumberWhatItIs() {
        List<String> lines = text().lines().toList();

        assertThat(lines)
                .allMatch(line -> line.matches("# (HELP|TYPE) holdfast_[a-z_]+ .+|holdfast_[a-z_]+(\\{.*})? [0-9.]+"));
    }

    private String text() {
        return metrics.text(List.of(), 7, Duration.ofSeconds(3));
    }
}
