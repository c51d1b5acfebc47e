package dev.holdfast.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioProfileTest {

    @ParameterizedTest
    @CsvSource({
        "identity.name,                              CORE",
        "needs.own-namespace,                        CORE",
        "needs.nfs needs.own-namespace,              STORAGE",
        "needs.storage-class,                        STORAGE",
        "needs.machine-faults,                       DISRUPTIVE",
        "needs.three-nodes needs.machine-faults,     NODES",
        "needs.machine-faults needs.storage-class,   DISRUPTIVE",
        "needs.recreate-strategy needs.nfs,          GATED",
    })
    void isTheLastThatAScenarioNeeds(String tags, ScenarioProfile expected) {
        assertThat(ScenarioProfile.of(scenario(tags))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void hasScenarios(ScenarioProfile profile) throws IOException {
        assertThat(FeatureFiles.read(Path.of("features"), Path.of("")))
                .filteredOn(scenario -> ScenarioProfile.of(scenario) == profile)
                .isNotEmpty();
    }

    private static SpecifiedScenario scenario(String tags) {
        return new SpecifiedScenario("Feature", "", "Scenario", "a.feature", 3, List.of(tags.split(" ")));
    }
}
