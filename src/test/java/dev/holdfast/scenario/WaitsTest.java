package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.history.Awaited;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.NotObservedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HistoryLog log = new HistoryLog();
    private final Waits waits = new Waits();

    @Test
    void whatIsThereAlreadyIsNotWaitedFor() {
        log.append(answer("a"));
        log.await("one answer", PATIENCE, waits.of(new Answers(1)));
        assertThat(waits.arrivals()).isEmpty();
        assertThat(waits.total()).isZero();
    }

    @Test
    void whatArrivesIsWaitedForUpToItsArrival() {
        Awaited<Integer> two = waits.of(new Answers(2));
        two.next(answer("a"));
        assertThat(two.met()).isEmpty();
        Entry second = answer("b");
        two.next(second);
        assertThat(two.met()).contains(2);
        assertThat(waits.arrivals()).containsExactly(second.at());
        assertThat(waits.total()).isPositive();
    }

    @Test
    void ofWhatArrivedTogetherTheFirstCounts() {
        Awaited<Integer> three = waits.of(new Answers(3));
        three.met();
        three.next(answer("early"));
        three.met();
        List<Entry> together = List.of(answer("b"), answer("c"));
        together.forEach(three::next);
        three.met();
        assertThat(waits.arrivals()).containsExactly(together.get(0).at());
    }

    @Test
    void whatDoesNotArriveIsNoArrival() {
        assertThatThrownBy(() -> log.await("an answer", Duration.ofMillis(1), waits.of(new Answers(1))))
                .isInstanceOf(NotObservedException.class)
                .hasMessageContaining("0 answers");
        assertThat(waits.arrivals()).isEmpty();
    }

    @Test
    void otherWaitingIsAddedUp() {
        waits.since(Instant.now().minusSeconds(2));
        waits.since(Instant.now().minusSeconds(3));
        assertThat(waits.total()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(waits.arrivals()).isEmpty();
        assertThat(waits.answers()).hasSize(2);
    }

    private static Entry answer(String text) {
        return ExternalRead.dns("web-0", List.of(text));
    }

    private static final class Answers implements Awaited<Integer> {

        private final int wanted;
        private int seen;

        Answers(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public void next(Entry entry) {
            seen++;
        }

        @Override
        public Optional<Integer> met() {
            return seen >= wanted ? Optional.of(seen) : Optional.empty();
        }

        @Override
        public String seen() {
            return seen + " answers";
        }
    }
}
