package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScenarioNameTest {

    private final ScenarioName name = new ScenarioName(
            "A recreated pod finds its own data again on a volume that was made for its claim",
            "a-recreated-pod-finds-its-own-data-again-on-a-volume-that-was-made-for-its-claim",
            "1a2b3",
            "1a2b3-c4d5");

    @Test
    void shouldMakeANamespaceThatIsADnsLabelAndEndsWithTheId() {
        assertThat(name.namespace())
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
                .startsWith("a-recreated-pod-")
                .endsWith("-1a2b3-c4d5");
    }

    @Test
    void shouldTellVolumesOfTwoScenariosApart() {
        assertThat(name.clusterWide("a-pv")).isEqualTo("a-pv-1a2b3-c4d5");
    }

    @Test
    void shouldLabelWithValuesThatKubernetesAccepts() {
        assertThat(name.labels(Instant.parse("2026-11-23T14:30:00Z")))
                .containsEntry("holdfast.dev/run", "1a2b3")
                .containsEntry("holdfast.dev/scenario", "1a2b3-c4d5")
                .containsEntry("holdfast.dev/expires", "20261123T143000Z")
                .allSatisfy((label, value) -> assertThat(value).matches("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?"));
    }
}
