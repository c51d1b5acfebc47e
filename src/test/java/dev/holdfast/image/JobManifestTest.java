package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import org.junit.jupiter.api.Test;

/** What {@code manifests/job.yaml} says twice, or says of something else, has to agree. */
class JobManifestTest {

    private final Manifest manifest = Manifest.read("job.yaml");
    private final JobSpec job = manifest.the(Job.class).getSpec();
    private final Container container =
            job.getTemplate().getSpec().getContainers().get(0);

    @Test
    void runsTheImageThatIsMade() {
        assertThat(container.getImage()).isEqualTo(ImageName.DEFAULT);
    }

    @Test
    void hasAPodForEachShard() {
        assertThat(container.getArgs()).contains("--shards=" + job.getCompletions());
        assertThat(job.getParallelism()).isEqualTo(job.getCompletions());
    }

    @Test
    void hasTheLeastRightsAndThatToWriteTheOneConfigMap() {
        HasMetadata least = Manifest.read("rbac.yaml").objects().get(0);
        assertThat(least).isInstanceOf(ClusterRole.class);
        assertThat(manifest.the(ClusterRoleBinding.class).getRoleRef().getName())
                .isEqualTo(least.getMetadata().getName());
        String result = manifest.the(ConfigMap.class).getMetadata().getName();
        assertThat(container.getArgs()).contains("--summary-configmap=" + result);
        assertThat(manifest.the(Role.class).getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getResourceNames()).containsExactly(result));
    }

    @Test
    void writesReportsToTheClaim() {
        assertThat(job.getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getPersistentVolumeClaim().getClaimName())
                            .isEqualTo(manifest.the(PersistentVolumeClaim.class)
                                    .getMetadata()
                                    .getName());
                    assertThat(container.getVolumeMounts()).anySatisfy(mount -> assertThat(mount.getMountPath())
                            .isEqualTo("/" + volume.getName()));
                    assertThat(container.getArgs())
                            .contains("--report=/" + volume.getName() + "/$(JOB_COMPLETION_INDEX)");
                });
    }

    @Test
    void runsAsTheUserOfTheImage() {
        assertThat(job.getTemplate().getSpec().getSecurityContext().getRunAsUser())
                .isEqualTo(Layers.USER);
    }
}
