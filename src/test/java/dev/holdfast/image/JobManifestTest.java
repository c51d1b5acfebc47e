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
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code manifests/job.yaml} says twice, or says of something else, has to agree. */
class JobManifestTest {

    private static final Path MANIFESTS =
            Path.of(System.getProperty("holdfast.home", "")).resolve("manifests");

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final List<HasMetadata> objects = read("job.yaml");
    private final JobSpec job = the(Job.class).getSpec();
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
        HasMetadata least = read("rbac.yaml").get(0);
        assertThat(least).isInstanceOf(ClusterRole.class);
        assertThat(the(ClusterRoleBinding.class).getRoleRef().getName())
                .isEqualTo(least.getMetadata().getName());
        String result = the(ConfigMap.class).getMetadata().getName();
        assertThat(container.getArgs()).contains("--summary-configmap=" + result);
        assertThat(the(Role.class).getRules()).singleElement().satisfies(rule -> assertThat(rule.getResourceNames())
                .containsExactly(result));
    }

    @Test
    void writesReportsToTheClaim() {
        assertThat(job.getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getPersistentVolumeClaim().getClaimName())
                            .isEqualTo(the(PersistentVolumeClaim.class)
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

    private <T extends HasMetadata> T the(Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<HasMetadata> read(String file) {
        try {
            Object read = yaml.unmarshal(Files.readString(MANIFESTS.resolve(file)));
            return read instanceof List<?> list
                    ? list.stream().map(HasMetadata.class::cast).toList()
                    : List.of((HasMetadata) read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
