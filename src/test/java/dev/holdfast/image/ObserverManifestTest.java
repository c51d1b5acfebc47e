package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code manifests/observer.yaml} says twice, or says of something else, has to agree. */
class ObserverManifestTest {

    private static final Path MANIFESTS =
            Path.of(System.getProperty("holdfast.home", "")).resolve("manifests");

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final List<HasMetadata> objects = read("observer.yaml");
    private final PodSpec pod = the(Deployment.class).getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().get(0);

    @Test
    void runsTheImageThatIsMadeAsItsUser() {
        assertThat(container.getImage()).isEqualTo(ImageName.DEFAULT);
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(Layers.USER);
    }

    @Test
    void isAsRestrictedAsItsNamespaceAsks() {
        assertThat(the(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void hasTheLeastRightsAndNoOthers() {
        ClusterRoleBinding binding = the(ClusterRoleBinding.class);
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(read("rbac-observe.yaml").get(0).getMetadata().getName());
        assertThat(objects)
                .filteredOn(each -> each.getKind().endsWith("Binding"))
                .hasSize(1);
        assertThat(binding.getSubjects()).singleElement().satisfies(subject -> assertThat(subject.getName())
                .isEqualTo(the(ServiceAccount.class).getMetadata().getName())
                .isEqualTo(pod.getServiceAccountName()));
    }

    @Test
    void keepsHistoriesWhereItMayWrite() {
        assertThat(container.getArgs()).contains("--history=/histories");
        assertThat(container.getVolumeMounts())
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/histories"));
        assertThat(pod.getVolumes())
                .allSatisfy(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
    }

    @Test
    void isAskedWhereItServes() {
        assertThat(container.getArgs())
                .contains("--serve=:" + container.getPorts().get(0).getContainerPort());
        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                        .map(Probe::getHttpGet))
                .allSatisfy(get -> {
                    assertThat(get.getPath()).isEqualTo("/healthz");
                    assertThat(get.getPort().getStrVal())
                            .isEqualTo(container.getPorts().get(0).getName());
                });
        Service service = the(Service.class);
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(
                        port.getTargetPort().getStrVal())
                .isEqualTo(container.getPorts().get(0).getName()));
        assertThat(the(Deployment.class).getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
    }

    @Test
    void saysWhatItNeedsAndHowMuchItMayHave() {
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("512Mi"));
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
