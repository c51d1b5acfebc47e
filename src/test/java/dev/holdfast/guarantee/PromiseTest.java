package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.Kinds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private final Promise promise = Promise.of("order.example", "Pods MUST come in order")
            .otherwise(Harm.AVAILABILITY, "A member starts before its predecessor");

    @Test
    void isJudgedByPodsAndTheirSetUnlessItSaysOtherwise() {
        assertThat(promise.kinds()).containsExactly(Kinds.POD, Kinds.STATEFUL_SET);
        assertThat(promise.alsoSeenIn(Kinds.CLAIM, Kinds.VOLUME).kinds())
                .containsExactly(Kinds.POD, Kinds.STATEFUL_SET, Kinds.CLAIM, Kinds.VOLUME);
        assertThat(promise.seenOnlyIn(Kinds.CLAIM).kinds()).containsExactly(Kinds.CLAIM);
    }

    @Test
    void keepsWhatWasSaidOfItBefore() {
        assertThat(promise.documentedAt("https://example.org/order").keptByContainers())
                .isEqualTo(new Promise(
                        "order.example",
                        "Pods MUST come in order",
                        new Consequence(Harm.AVAILABILITY, "A member starts before its predecessor"),
                        "https://example.org/order",
                        List.of(Kinds.POD, Kinds.STATEFUL_SET),
                        true,
                        Optional.empty()));
    }

    @Test
    void tellsInWhatItIsKnownNotToBeKept() {
        assertThat(promise.knownDeviation("they come at once", "https://example.org/1")
                        .knownDeviation())
                .contains(new KnownDeviation("they come at once", "https://example.org/1"));
        assertThat(promise.knownDeviation("they come at once").knownDeviation())
                .contains(new KnownDeviation("they come at once", ""));
    }
}
