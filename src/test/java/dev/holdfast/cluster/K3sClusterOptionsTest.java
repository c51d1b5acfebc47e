package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3sClusterOptionsTest {

    @TempDir
    Path home;

    @Test
    void passesOnWhatIsMeantForComponents() throws IOException {
        K3sClusterOptions options = new K3sClusterOptions(K3sImage.PINNED, new FakeProject(home).options());
        assertThat(options.componentArguments())
                .contains("--kubelet-arg=feature-gates=A=true", "--kube-apiserver-arg=feature-gates=A=true")
                .contains("--kubelet-arg=v=4");
    }

    @Test
    void saysWhatAClusterInAContainerDoesNotHave() throws IOException {
        K3sClusterProvider provider =
                new K3sClusterProvider(new K3sClusterOptions(K3sImage.PINNED, new FakeProject(home).options()));
        assertThat(provider.shortcoming())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("one node"));
    }

    @Test
    void saysWhatOnlyAClusterOfThisMachineDoes() {
        assertThat(shortcoming(0, Optional.of("512Mi"), Optional.empty()))
                .isEqualTo(shortcoming(0, Optional.empty(), Optional.of(home.resolve("audit.log"))))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("no audit log", "no disk of its own"));
        assertThat(shortcoming(3, Optional.empty(), Optional.empty()))
                .hasValue("a cluster in a container has no simulated nodes");
        assertThat(shortcoming(0, Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void saysThatTheComponentsOfAClusterInAContainerAreItsImages() {
        assertThat(shortcoming(0, Optional.empty(), Optional.empty(), Map.of("kube-scheduler", "1.36.3")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("its image's components"));
    }

    private Optional<String> shortcoming(int simulatedNodes, Optional<String> nodeDisk, Optional<Path> auditLog) {
        return shortcoming(simulatedNodes, nodeDisk, auditLog, Map.of());
    }

    private Optional<String> shortcoming(
            int simulatedNodes, Optional<String> nodeDisk, Optional<Path> auditLog, Map<String, String> versions) {
        EmbeddedClusterOptions build = new EmbeddedClusterOptions(
                home,
                home,
                Optional.empty(),
                Optional.empty(),
                1,
                simulatedNodes,
                NfsClient.FUSE,
                nodeDisk,
                Map.of(),
                versions,
                Optional.empty(),
                List.of(),
                auditLog,
                Map.of(),
                List.of(),
                Optional.empty(),
                home.resolve("cluster.log"),
                List.of());
        return new K3sClusterProvider(new K3sClusterOptions(K3sImage.PINNED, build)).shortcoming();
    }
}
