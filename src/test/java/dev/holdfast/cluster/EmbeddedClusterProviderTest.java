package dev.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterProviderTest {

    @TempDir
    Path home;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private FakeProject project;

    @BeforeEach
    void project() throws IOException {
        project = new FakeProject(home);
    }

    @Test
    void startsTheClusterThatWasBuilt() {
        try (Cluster cluster = start()) {
            assertThat(cluster.kubernetesVersion()).isEqualTo("v1.37.2");
            assertThat(cluster.nodes()).containsExactly("node-1", "node-2");
            assertThat(cluster.storageClass()).contains("holdfast-nfs");
            assertThat(cluster.nfs()).contains(new NfsExport("10.89.0.1", "/exports", Path.of("/data/nfs")));
            assertThat(cluster.client().getMasterUrl()).hasHost("127.0.0.1");
            assertThat(cluster.startedIn()).containsOnlyKeys("build", "cluster start");
            assertThat(cluster.failure()).isEmpty();
        }
    }

    @Test
    void passesOnWhatTheProgramsSay() {
        start().close();
        assertThat(progress).containsSubsequence("building", "holdfast-node: starting");
        assertThat(home.resolve("cluster.log")).content().contains("building", "holdfast-node: starting");
    }

    @Test
    void letsTheUsersImagesWin() {
        try (Cluster cluster = start()) {
            assertThat(cluster.images().reference("web")).isEqualTo("nginx:2");
            assertThat(cluster.images().reference("tools")).isEqualTo("tools:1");
            assertThatThrownBy(() -> cluster.images().reference("db")).hasMessageContaining("[tools, web]");
        }
    }

    @Test
    void knowsThePackagesInTheImagesThatWereBuiltAndOfNoOther() {
        try (Cluster cluster = start()) {
            assertThat(cluster.images().packages())
                    .isEqualTo(Map.of(
                            "coredns",
                            List.of(),
                            "tools",
                            List.of(new InstalledPackage("busybox-static", "1:1.35.0-4", "amd64"))));
        }
    }

    @Test
    void refusesWhatWasBuiltWithoutSayingOfWhat() throws IOException {
        project.manifest("{\"images\": {\"web\": \"nginx:1\"}}");
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterFailedException.class)
                .hasMessageStartingWith("cannot read " + project.programs().resolve("manifest.json"));
        assertThat(project.gone()).doesNotExist();
    }

    @Test
    void passesTheOptionsOn() throws IOException {
        project.build("echo build \"$@\" >&2; echo " + project.programs());
        project.node("echo node \"$@\" >&2\n" + FakeProject.READY + "cat >/dev/null");
        start().close();
        assertThat(progress)
                .contains("build --cache " + home.resolve("cache")
                        + " --kubernetes 1.36.3 --component-version kube-scheduler=1.35.0"
                        + " --component-version kubelet=1.34.4 --bundle /my/node.bundle --also kubectl,kwok")
                .contains("node up --home " + project.programs() + " --nodes 2 --stop-with-stdin --used-by a run"
                        + " --simulated-nodes 50 --nfs-client kernel --node-disk 512Mi"
                        + " --component etcd=/my/etcd --feature-gates A=true --extra-arg kubelet=--v=4"
                        + " --audit-log /my/audit.log --image-archive /my/images.tar");
    }

    @Test
    void leavesAClusterThatNoRunUsesToItsUser() throws IOException {
        project.node("echo node \"$@\" >&2\n" + FakeProject.READY + "cat >/dev/null");
        new EmbeddedClusterProvider(project.options(), project.go().toString(), Optional::empty)
                .startForOrders(progress::add)
                .close();
        assertThat(progress)
                .anyMatch(line -> line.startsWith("node up "))
                .noneMatch(line -> line.contains("--used-by"));
    }

    @Test
    void saysWhichComponentsAreNotOfItsRelease() {
        try (EmbeddedCluster cluster = start()) {
            assertThat(cluster.components())
                    .isEqualTo(Map.of("etcd", "own build", "kube-scheduler", "1.35.0", "kubelet", "1.34.4"));
            assertThat(cluster.program("kube-scheduler"))
                    .isEqualTo(project.programs().resolve("bin/kube-scheduler"));
        }
    }

    @Test
    void endsTheClusterByItsLifeLineAndWaitsForIt() {
        Cluster cluster = start();
        cluster.close();
        assertThat(project.gone()).exists();
        assertThat(cluster.failure()).isEmpty();
        cluster.close();
    }

    @Test
    void saysWhyTheBuildWasRefused() throws IOException {
        project.build("echo 'error: no space is left for the build' >&2; exit 2");
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("no space is left for the build");
    }

    @Test
    void saysWhatTheBuildFailedOf() throws IOException {
        project.build("echo 'error: etcd cannot be built; see build.log' >&2; exit 1");
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterFailedException.class)
                .hasMessage("etcd cannot be built; see build.log");
    }

    @Test
    void saysWhyTheClusterWasRefused() throws IOException {
        project.node("echo 'error: port 6443 is taken' >&2; exit 2");
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("port 6443 is taken");
    }

    @Test
    void saysWhereToLookWhenTheClusterDiesWithoutAWord() throws IOException {
        project.node("kill -9 $$");
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterFailedException.class)
                .hasMessageContaining("exit code 137")
                .hasMessageContaining("cluster.log");
    }

    @Test
    void doesNotTrustAClusterThatTalksNonsense() throws IOException {
        project.node("echo hello; cat >/dev/null; echo gone > " + project.gone());
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterFailedException.class)
                .hasMessageContaining("hello");
        assertThat(project.gone()).exists();
    }

    @Test
    void noticesAClusterThatEndsOnItsOwn() throws Exception {
        project.node(FakeProject.READY + "echo 'error: etcd died' >&2; exit 1");
        try (EmbeddedCluster cluster = start()) {
            cluster.await();
            assertThat(cluster.failure()).contains("the cluster ended on its own: etcd died");
        }
    }

    @Test
    void refusesAFolderWithoutTheSourcesOfTheCluster() throws IOException {
        Files.delete(home.resolve("node/go.mod"));
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageContaining("no folder node/");
    }

    @Test
    void refusesWhenGoIsMissing() throws IOException {
        Files.delete(project.go());
        assertThatThrownBy(this::start)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageContaining("cannot run");
    }

    @Test
    void refusesAMachineBeforeAnythingIsBuilt() throws IOException {
        project.build("touch " + project.gone());
        EmbeddedClusterProvider provider =
                new EmbeddedClusterProvider(project.options(), project.go().toString(), () -> Optional.of("not here"));
        assertThatThrownBy(() -> provider.start(progress::add))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("not here");
        assertThat(project.gone()).doesNotExist();
    }

    @Test
    void refusesAFolderForItsLogThatCannotBeMade() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        EmbeddedClusterProvider provider = new EmbeddedClusterProvider(
                project.options(file.resolve("report/cluster.log")),
                project.go().toString(),
                Optional::empty);
        assertThatThrownBy(() -> provider.start(progress::add))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageContaining("the folder " + file.resolve("report"))
                .hasMessageContaining("cannot be made");
    }

    private EmbeddedCluster start() {
        return new EmbeddedClusterProvider(project.options(), project.go().toString(), Optional::empty)
                .start(progress::add);
    }
}
