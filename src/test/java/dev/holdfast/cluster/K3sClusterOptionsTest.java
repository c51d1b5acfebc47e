package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
}
