package dev.holdfast.scenario.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import org.junit.jupiter.api.Test;

class PodEvictionTest {

    @Test
    void aBudgetThatAllowsNothingWhereNothingIsMissingNeverWill() {
        assertThat(PodEviction.isExhausted(budget(3, 3, 0))).isTrue();
    }

    @Test
    void aBudgetMayAllowMoreWhenMorePodsAreHealthy() {
        assertThat(PodEviction.isExhausted(budget(3, 2, 0))).isFalse();
        assertThat(PodEviction.isExhausted(budget(3, 3, 1))).isFalse();
    }

    @Test
    void aBudgetThatNobodyHasCountedYetSaysNothing() {
        assertThat(PodEviction.isExhausted(budget(0, 0, 0))).isFalse();
        assertThat(PodEviction.isExhausted(new PodDisruptionBudget())).isFalse();
    }

    private static PodDisruptionBudget budget(int expected, int healthy, int allowed) {
        return new PodDisruptionBudgetBuilder()
                .withNewStatus()
                .withExpectedPods(expected)
                .withCurrentHealthy(healthy)
                .withDisruptionsAllowed(allowed)
                .endStatus()
                .build();
    }
}
