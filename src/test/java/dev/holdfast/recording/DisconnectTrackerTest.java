package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisconnectTrackerTest {

    private final DisconnectTracker tracker = new DisconnectTracker();

    @Test
    void knowsNoTimeWithoutAConnectionAtFirst() {
        tracker.ends();

        assertThat(tracker.longest()).isZero();
        assertThat(tracker.total()).isZero();
    }

    @Test
    void addsUpWhatWasShorterThanTheLongest() {
        tracker.begins();
        tracker.ends();
        Duration first = tracker.total();
        tracker.begins();
        tracker.ends();

        assertThat(first).isPositive();
        assertThat(tracker.total()).isGreaterThan(first).isGreaterThanOrEqualTo(tracker.longest());
        assertThat(tracker.current()).isZero();
    }

    @Test
    void countsWhatLasts() {
        tracker.begins();
        Duration before = tracker.total();

        assertThat(tracker.total()).isPositive().isGreaterThanOrEqualTo(before);
        assertThat(tracker.longest()).isGreaterThanOrEqualTo(before);
    }
}
