package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code manifests/observer.yaml} says twice, or says of something else, has to agree. */
class ObserverManifestTest {

    private final Manifest manifest = Manifest.read("observer.yaml");
    private final PodSpec pod =
            manifest.the(Deployment.class).getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().get(0);

    @Test
    void runsTheImageThatIsMadeAsItsUser() {
        assertThat(container.getImage()).isEqualTo(ImageName.DEFAULT);
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(Layers.USER);
    }

    @Test
    void isAsRestrictedAsItsNamespaceAsks() {
        assertThat(manifest.the(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void hasTheLeastRightsAndNoOthers() {
        ClusterRoleBinding binding = manifest.the(ClusterRoleBinding.class);
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(Manifest.read("rbac-observe.yaml")
                        .objects()
                        .get(0)
                        .getMetadata()
                        .getName());
        assertThat(manifest.objects())
                .filteredOn(each -> each.getKind().endsWith("Binding"))
                .hasSize(1);
        assertThat(binding.getSubjects()).singleElement().satisfies(subject -> assertThat(subject.getName())
                .isEqualTo(manifest.the(ServiceAccount.class).getMetadata().getName())
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
        Service service = manifest.the(Service.class);
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(
                        port.getTargetPort().getStrVal())
                .isEqualTo(container.getPorts().get(0).getName()));
        assertThat(manifest.the(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
    }

    @Test
    void saysWhatItNeedsAndHowMuchItMayHave() {
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("512Mi"));
    }
}
