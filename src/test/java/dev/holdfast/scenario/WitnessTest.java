package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WitnessTest {

    private final Witness witness = new Witness();

    @Test
    void shouldSayHowLongItTookAndShowItOnce() {
        AtomicInteger shown = new AtomicInteger();
        witness.by(shown::incrementAndGet);

        assertThat(witness.run()).isPresent();
        assertThat(witness.run()).isEmpty();
        assertThat(shown).hasValue(1);
    }

    @Test
    void shouldNotHideWhatWasWaitedForBehindAControlThatDoesNotComeEither() {
        witness.by(() -> {
            throw new NotKeptError("the controller makes a pod", "it did not", Path.of("a.jsonl"));
        });

        assertThat(witness.run()).isEmpty();
    }

    @Test
    void shouldShowNothingWhereThereIsNoWay() {
        assertThat(witness.run()).isEmpty();
    }
}
