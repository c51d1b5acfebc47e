package dev.holdfast.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ObserverNumbersTest {

    private static final String TEXT = """
            # HELP holdfast_guarantee_broken_total How often a guarantee was seen broken, each time once.
            # TYPE holdfast_guarantee_broken_total counter
            holdfast_guarantee_broken_total{namespace="shop",set="web",guarantee="order.create"} 2
            holdfast_guarantee_broken_total{namespace="shop",set="db",guarantee="order.create"} 1
            holdfast_sets{state="at_rest"} 18
            holdfast_sets{state="rolling"} 2
            holdfast_entries_total 4711
            holdfast_verdict_lag_seconds_bucket{le="0.5"} 10
            holdfast_verdict_lag_seconds_bucket{le="1"} 30
            holdfast_verdict_lag_seconds_bucket{le="2.5"} 40
            holdfast_verdict_lag_seconds_bucket{le="+Inf"} 41
            holdfast_verdict_lag_seconds_sum 38.200
            holdfast_verdict_lag_seconds_count 41
            holdfast_gaps_total 3
            """;

    private final ObserverNumbers numbers = ObserverNumbers.parse(TEXT);

    @Test
    void readsWhatAnObserverSaysOfItself() {
        assertThat(numbers.sets()).isEqualTo(20);
        assertThat(numbers.atRest()).isEqualTo(18);
        assertThat(numbers.events()).isEqualTo(4711);
        assertThat(numbers.gaps()).isEqualTo(3);
        assertThat(numbers.findings()).isEqualTo(3);
        assertThat(numbers.lag().count()).isEqualTo(41);
    }

    @Test
    void takesAnObserverThatHasNotBegunForOneThatHasSeenNothing() {
        ObserverNumbers none = ObserverNumbers.parse("");

        assertThat(none.sets()).isZero();
        assertThat(none.lag().count()).isZero();
        assertThat(none.lag().quantile(0.99)).isZero();
        assertThat(none.lag().within(1)).isEqualTo(1);
    }

    @Test
    void findsQuantilesBetweenTheBounds() {
        VerdictLag lag = numbers.lag();

        assertThat(lag.quantile(0.5)).isCloseTo(0.5 + 0.5 * (20.5 - 10) / 20, within(1e-9));
        assertThat(lag.quantile(0.1)).isCloseTo(0.5 * 4.1 / 10, within(1e-9));
        assertThat(lag.quantile(0.99)).isInfinite();
        assertThat(lag.within(1)).isCloseTo(30 / 41.0, within(1e-9));
    }

    @Test
    void countsWhatCameLater() {
        VerdictLag later = ObserverNumbers.parse(TEXT.replace("le=\"+Inf\"} 41", "le=\"+Inf\"} 51")
                        .replace("le=\"2.5\"} 40", "le=\"2.5\"} 50")
                        .replace("le=\"1\"} 30", "le=\"1\"} 40"))
                .lag()
                .since(numbers.lag());

        assertThat(later.count()).isEqualTo(10);
        assertThat(later.quantile(1)).isEqualTo(1);
        assertThat(later.within(1)).isEqualTo(1);
    }
}
