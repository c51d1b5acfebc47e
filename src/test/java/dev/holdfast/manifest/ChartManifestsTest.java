package dev.holdfast.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cluster.Images;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What public charts render is taken into a scenario's namespace as documented. */
class ChartManifestsTest {

    private static final Path CHARTS = Path.of("src/test/resources/charts");

    private static final Images OURS =
            new Images(Map.of("web", "local/web:1", "web-next", "local/web:2", "tools", "local/tools:1"));

    @TempDir
    private Path folder;

    @Test
    void etcdKeepsItsObjectsAndLosesItsJobs() {
        SetManifests etcd = chart("etcd");

        assertThat(etcd.beside("ns"))
                .extracting(HasMetadata::getKind)
                .containsExactly(
                        "ServiceAccount", "Secret", "NetworkPolicy", "PodDisruptionBudget", "Service", "Service");
        assertThat(etcd.told())
                .contains(
                        "  left out   CronJob db-etcd-snapshotter: runs by the clock, such as a backup of production",
                        "  left out   Job db-etcd-pre-upgrade: is a hook of Helm (pre-upgrade), which only Helm runs",
                        "  left out   PersistentVolumeClaim db-etcd-snapshotter: is mounted by no pod of the set");
        assertThat(etcd.set("ns-1").toString()).contains("db-etcd-headless.ns-1.svc.cluster.local");
    }

    @Test
    void etcdThatWasRenderedForProductionIsRefused() throws IOException {
        Path production = Files.writeString(
                folder.resolve("etcd.yaml"),
                Files.readString(CHARTS.resolve("etcd.yaml")).replace("holdfast-namespace", "prod"));

        assertThatThrownBy(() -> SetManifests.read(List.of(production), Optional.empty(), OptionalInt.empty()))
                .hasMessageContaining("names db-etcd-headless.prod.svc, which leads to namespace prod");
    }

    @Test
    void vaultStaysInsideTheNamespaceAndWantsANodeForEachPod() {
        SetManifests vault = chart("vault");

        assertThat(vault.told())
                .contains(
                        "  changed    Service vault-ui: its type is ClusterIP in place of LoadBalancer",
                        "  changed    Service vault-ui: without the annotation"
                                + " external-dns.alpha.kubernetes.io/hostname",
                        "  left out   ClusterRoleBinding vault-server-binding, MutatingWebhookConfiguration"
                                + " vault-agent-injector-cfg: belongs to the whole cluster, where it would collide with"
                                + " what is there");
        assertThat(vault.beside("ns-1").toString())
                .contains("namespace=ns-1")
                .doesNotContain("nodePort", "externalTrafficPolicy", "namespace=default");
        assertThatThrownBy(() -> vault.on(cluster(1, Map.of())))
                .hasMessage("StatefulSet vault wants each of its 3 pods on a node of its own (podAntiAffinity), and the"
                        + " cluster has 1 node: add nodes, ask for fewer with --replicas, or render the rule as a"
                        + " preferred one");
        assertThat(vault.on(cluster(3, Map.of())).replicas()).isEqualTo(3);
    }

    @Test
    void alertmanagerGetsASecondPod() {
        SetManifests alertmanager = chart("alertmanager").on(cluster(1, Map.of("standard", "Delete")));

        assertThat(alertmanager.replicas()).isEqualTo(2);
        assertThat(alertmanager.told())
                .contains(
                        "  changed    StatefulSet am-alertmanager: 2 replicas in place of 1, since no order can be seen"
                                + " with fewer",
                        "  changed    image docker.io/nginxinc/nginx-unprivileged:1.26.2-alpine: the cluster's own"
                                + " local/web:1 in its place");
        assertThat(alertmanager.images()).containsExactly("local/web:1");
    }

    @Test
    void elasticsearchIsRefusedForItsPrivilegedContainerAndThenForItsNodes() throws IOException {
        assertThatThrownBy(() -> chart("elasticsearch"))
                .hasMessageContaining("its container configure-sysctl is privileged, and so could change the node");

        Path without = Files.writeString(
                folder.resolve("elasticsearch.yaml"),
                Files.readString(CHARTS.resolve("elasticsearch.yaml")).replace(", privileged: true", ""));
        SetManifests read = SetManifests.read(List.of(without), Optional.empty(), OptionalInt.empty());
        assertThatThrownBy(() -> read.on(cluster(2, Map.of()))).hasMessageContaining("3 pods on a node of its own");
    }

    @Test
    void natsGetsAClassAndASizeThatTheClusterHas() {
        SetManifests nats = chart("nats").on(cluster(1, Map.of("standard", "Retain")));

        PersistentVolumeClaim claim =
                nats.set("ns").getSpec().getVolumeClaimTemplates().get(0);
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("standard");
        assertThat(claim.getSpec().getResources().getRequests().get("storage").toString())
                .isEqualTo("1Gi");
        assertThat(nats.told())
                .contains(
                        "  changed    claim template bus-nats-js: storage class standard in place of fast-ssd, which this"
                                + " cluster has not got",
                        "  changed    claim template bus-nats-js: 1Gi in place of 10Gi",
                        "  changed    StatefulSet bus-nats: container nats takes no port of its node (hostPort)",
                        "  note       volumes of storage class standard stay after the run (reclaimPolicy Retain)");
        StatefulSet set = nats.set("ns");
        assertThat(set.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes()
                        .get(0)
                        .getConfigMap()
                        .getDefaultMode())
                .isEqualTo(288);
    }

    @Test
    void natsKeepsAClassThatTheClusterHas() {
        SetManifests nats = chart("nats").on(cluster(1, Map.of("fast-ssd", "Delete")));

        assertThat(nats.set("ns")
                        .getSpec()
                        .getVolumeClaimTemplates()
                        .get(0)
                        .getSpec()
                        .getStorageClassName())
                .isEqualTo("fast-ssd");
    }

    @Test
    void lokiHasSeveralSetsAndOneWithoutClaims() {
        assertThatThrownBy(() -> chart("loki"))
                .hasMessageContaining("choose one with --set-name: loki-chunks-cache, loki-backend");

        SetManifests cache = SetManifests.read(
                List.of(CHARTS.resolve("loki.yaml")), Optional.of("loki-chunks-cache"), OptionalInt.of(3));
        assertThat(cache.claims()).isFalse();
        assertThat(cache.replicas()).isEqualTo(3);
        SetManifests backend = SetManifests.read(
                List.of(CHARTS.resolve("loki.yaml")), Optional.of("loki-backend"), OptionalInt.empty());
        assertThat(backend.told())
                .contains(
                        "  note       the governing Service loki-backend-headless is in none of the files: no pod will"
                                + " have a DNS name");
    }

    private static ClusterFit cluster(int nodes, Map<String, String> classes) {
        return new ClusterFit(OURS, Optional.of(nodes), Optional.of(classes), Optional.of("standard"));
    }

    private static SetManifests chart(String name) {
        return SetManifests.read(List.of(CHARTS.resolve(name + ".yaml")), Optional.empty(), OptionalInt.empty());
    }
}
