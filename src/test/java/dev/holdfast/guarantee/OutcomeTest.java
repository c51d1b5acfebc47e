package dev.holdfast.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void hasAPlaceForEachAmongTheWorst() {
        assertThat(Outcome.worstFirst())
                .containsExactlyInAnyOrder(Outcome.values())
                .startsWith(Outcome.FAILED, Outcome.INCONCLUSIVE);
    }
}
