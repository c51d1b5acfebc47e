package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.manifest.SetManifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OwnSetTest {

    @Test
    void tellsWhatBecomesOfASetBeforeAnythingStarts() {
        SetManifests set = SetManifests.read(
                List.of(Path.of("manifests", "shapes", "chart-like.yaml")), Optional.empty(), OptionalInt.of(2));
        List<String> told = new ArrayList<>();

        OwnSet.tell(set, told::add);

        assertThat(told)
                .containsExactly(
                        "The set is StatefulSet release-store of manifests/shapes/chart-like.yaml, document 6, with 2"
                                + " replicas; in the namespace of each scenario:",
                        "  beside it  ServiceAccount release-store, ConfigMap release-store-config, PodDisruptionBudget"
                                + " release-store, Service release-store-headless, Service release-store",
                        "  changed    StatefulSet release-store: 2 replicas in place of 3");
    }
}
