package dev.holdfast.scenario.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.Images;
import dev.holdfast.scenario.Manifests;
import dev.holdfast.scenario.TutorialObjects;
import dev.holdfast.storage.ClaimSource;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetDesignTest {

    private final StatefulSet tutorial = new TutorialObjects(
                    new Manifests(Path.of("manifests", "tutorial")), new Images(Map.of("web", "localhost/web:1")))
            .set("nginx-statefulset", 2, ClaimSource.madeBy(Optional.of("fast")));
    private final SetDesign design = new SetDesign();

    @Test
    void shouldLeaveTheTutorialsSetAsItIsWhenNothingIsSaid() {
        assertThat(design.of(tutorial)).isEqualTo(tutorial);
    }

    @Test
    void shouldTakeClaimsAndMountsAwayTogether() {
        design.withoutVolumes();

        StatefulSet set = design.of(tutorial);

        assertThat(set.getSpec().getVolumeClaimTemplates()).isEmpty();
        assertThat(set.getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getVolumeMounts()).isEmpty());
    }

    @Test
    void shouldGateReadinessByTheScenariosOwnCondition() {
        design.readyWhenTold();

        assertThat(design.of(tutorial).getSpec().getTemplate().getSpec().getReadinessGates())
                .extracting(PodReadinessGate::getConditionType)
                .containsExactly(SetDesign.READINESS_GATE);
    }

    @Test
    void shouldHavePodsNoteInTheirVolumeAndWithAWitness() {
        design.notesWith("10.0.0.7:8080");

        assertThat(environment())
                .containsEntry("NOTES", "/usr/share/nginx/html")
                .containsEntry("WITNESS", "10.0.0.7:8080")
                .containsKeys("POD_NAME", "POD_UID");
    }

    @Test
    void shouldHavePodsWithoutVolumesNoteWithAWitnessOnly() {
        design.withoutVolumes();
        design.notesWith("10.0.0.7:8080");

        assertThat(environment()).containsEntry("NOTES", "").containsEntry("WITNESS", "10.0.0.7:8080");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        design.of(tutorial)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        return environment;
    }

    @Test
    void shouldNameAStrategyWithoutSayingAnythingAboutIt() {
        design.rollingUpdateNamedOnly();

        assertThat(design.of(tutorial).getSpec().getUpdateStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(design.of(tutorial).getSpec().getUpdateStrategy().getRollingUpdate())
                .isNull();
    }

    @Test
    void shouldBeginUpdatesAtThePartition() {
        design.partition(1);

        assertThat(design.of(tutorial)
                        .getSpec()
                        .getUpdateStrategy()
                        .getRollingUpdate()
                        .getPartition())
                .isEqualTo(1);
    }

    @Test
    void shouldMountTheClaimOfEachTemplate() {
        design.claimTemplates().another("log-files");

        StatefulSet set = design.of(tutorial);

        assertThat(set.getSpec().getVolumeClaimTemplates())
                .extracting(template -> template.getMetadata().getName())
                .containsExactly("www", "log-files");
        assertThat(set.getSpec().getTemplate().getSpec().getContainers().get(0).getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactly("www", "log-files");
    }

    @Test
    void shouldHaveAnEmptyVolumeBesideTheClaimTemplate() {
        design.claimTemplates().emptyVolume("www");

        assertThat(design.of(tutorial).getSpec().getTemplate().getSpec().getVolumes())
                .singleElement()
                .satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
        assertThat(design.of(tutorial).getSpec().getVolumeClaimTemplates()).hasSize(1);
    }
}
