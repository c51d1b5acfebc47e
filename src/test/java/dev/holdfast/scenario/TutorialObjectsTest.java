package dev.holdfast.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Images;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TutorialObjectsTest {

    private final TutorialObjects objects = new TutorialObjects(
            new Manifests(Path.of("manifests", "tutorial")),
            new Images(Map.of("web", "localhost/web:1", "tools", "localhost/tools:1")));

    @Test
    void shouldMakeTheSetOfTheTutorialWithTheClustersImage() {
        StatefulSet set =
                objects.set("nginx-statefulset", 3, ClaimSource.handMade(Map.of("holdfast.dev/scenario", "x")));

        assertThat(set.getSpec().getReplicas()).isEqualTo(3);
        assertThat(set.getSpec().getServiceName()).isEqualTo("stateful-svc");
        assertThat(set.getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getImage()).isEqualTo("localhost/web:1"));
        assertThat(set.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isPositive();
    }

    @Test
    void shouldBindClaimsOnlyToTheScenariosOwnVolumes() {
        PersistentVolumeClaim claim = claimOf(
                objects.set("nginx-statefulset", 2, ClaimSource.handMade(Map.of("holdfast.dev/scenario", "x"))));

        assertThat(claim.getMetadata().getName()).isEqualTo("www");
        assertThat(claim.getSpec().getStorageClassName()).isEmpty();
        assertThat(claim.getSpec().getSelector().getMatchLabels())
                .containsExactly(Map.entry("holdfast.dev/scenario", "x"));
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
    }

    @Test
    void shouldLeaveTheChoiceOfTheVolumeToAStorageClass() {
        PersistentVolumeClaim claim =
                claimOf(objects.set("nginx-statefulset", 2, ClaimSource.madeBy(Optional.of("fast"))));

        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
        assertThat(claim.getSpec().getSelector()).isNull();
    }

    @Test
    void shouldMakeTheToolsPodAndTheHeadlessService() {
        assertThat(objects.tools().getSpec().getContainers().get(0).getImage()).isEqualTo("localhost/tools:1");
        assertThat(objects.service("stateful-svc").getSpec().getClusterIP()).isEqualTo("None");
    }

    private static PersistentVolumeClaim claimOf(StatefulSet set) {
        return set.getSpec().getVolumeClaimTemplates().get(0);
    }
}
