package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioNameTest {

    private final ScenarioName name = new ScenarioName(
            "A recreated pod finds its own data again on a volume that was made for its claim",
            "a-recreated-pod-finds-its-own-data-again-on-a-volume-that-was-made-for-its-claim",
            "1a2b3",
            "1a2b3-c4d5",
            Optional.empty());

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
    void shouldShareANamespaceUnderNamesOfItsOwn() {
        ScenarioName sharing = new ScenarioName("A", "a", "1a2b3", "1a2b3-c4d5", Optional.of("team"));

        assertThat(sharing.namespace()).isEqualTo("team");
        assertThat(sharing.object("web")).isEqualTo("web-1a2b3-c4d5");
        assertThat(sharing.owns("team", "www-web-1a2b3-c4d5-0")).isTrue();
        assertThat(sharing.owns("team", "www-web-0")).isFalse();
        assertThat(sharing.owns("other", "web-1a2b3-c4d5")).isFalse();
    }

    @Test
    void shouldLeaveTheNamesOfTheFeatureInANamespaceOfItsOwn() {
        assertThat(name.object("web")).isEqualTo("web");
        assertThat(name.owns(name.namespace(), "web-0")).isTrue();
        assertThat(name.owns("team", "web-0")).isFalse();
    }
}
