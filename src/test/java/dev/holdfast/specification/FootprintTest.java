package dev.holdfast.specification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

    private final SpecifiedScenario scaled = scenario(
            List.of("needs.storage-class"),
            "a running StatefulSet \"web\" with 2 replicas",
            "it is scaled to 4 replicas",
            "it reports 4 of 4 replicas Ready");
    private final SpecifiedScenario contrast = scenario(
            List.of(),
            "a running StatefulSet \"web\" with 1 replica",
            "a running Deployment \"web\" with 2 replicas",
            "pod 0 is left alone while the controller looks at the set and makes a pod for another one");

    @Test
    void countsThePodsThatAreThereAtOnceAndTheirClaims() {
        assertThat(Footprint.of(scaled)).isEqualTo(new Footprint(1, 4 + 1, 4));
        assertThat(Footprint.of(contrast)).isEqualTo(new Footprint(1, 1 + 2 + 1 + 1 + 1, 0));
        assertThat(Footprint.of(scenario(List.of("needs.nfs"), "a running StatefulSet \"web\" with 3 replicas")))
                .isEqualTo(new Footprint(1, 3 + 1, 3));
    }

    @Test
    void countsAnotherSetOfTheUsersOwn() {
        SpecifiedScenario any = scenario(
                List.of("needs.storage-class", "any-set"), "the manifests \"chart-like\" are applied with 3 replicas");

        assertThat(Footprint.of(any)).isEqualTo(new Footprint(1, 3 + 1, 6));
        assertThat(Footprint.of(any.withReplicas(5))).isEqualTo(new Footprint(1, 5 + 1, 10));
        assertThat(any.withReplicas(5).title()).isEqualTo(any.title());
        assertThat(Footprint.of(any.without(Need.STORAGE_CLASS))).isEqualTo(new Footprint(1, 3 + 1, 0));
    }

    @Test
    void countsTwoClaimsForEachPodOfASetAsPeopleWriteIt() {
        SpecifiedScenario shape =
                scenario(List.of("needs.storage-class"), "the manifests \"tutorial\" are applied with 2 replicas");

        assertThat(Footprint.of(shape)).isEqualTo(new Footprint(1, 2 + 1, 4));
    }

    @Test
    void addsUpTheLargestThatRunAtOnce() {
        assertThat(Footprint.of(List.of(scaled, contrast, scaled), 2)).isEqualTo(new Footprint(2, 6 + 5, 8));
        assertThat(Footprint.of(List.of(scaled), 6)).isEqualTo(new Footprint(1, 5, 4));
    }

    @Test
    void findsWhatEachScenarioOfTheProjectSaysOfItsReplicas() throws IOException {
        assertThat(FeatureFiles.read(Path.of("features"), Path.of("")))
                .isNotEmpty()
                .allSatisfy(scenario -> assertThat(Footprint.of(scenario).pods())
                        .as(scenario.title())
                        .isBetween(2, 8));
    }

    private static SpecifiedScenario scenario(List<String> tags, String... steps) {
        return new SpecifiedScenario("A", "", "B", "a.feature", 3, tags, List.of(steps));
    }
}
