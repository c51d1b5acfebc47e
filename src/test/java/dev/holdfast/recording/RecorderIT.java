package dev.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.scenario.OnCluster;
import dev.holdfast.scenario.Run;
import dev.holdfast.scenario.action.Volumes;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The recorder")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecorderIT {

    private static final String SERVICE = "Service";

    private Run run;

    @BeforeAll
    void begin() {
        run = OnCluster.begin();
    }

    @AfterAll
    void end() {
        run.close();
    }

    @Test
    @DisplayName("has everything that happened to an object that was there for a moment only")
    void shouldMissNothingOfAShortLife() {
        try (OnCluster cluster = OnCluster.open(run, "a short life")) {
            Resource<Service> service = create(cluster, "brief");
            List<String> versions = new ArrayList<>(List.of(version(service.get())));
            for (int i = 0; i < 20; i++) {
                versions.add(version(touch(service, i)));
            }
            service.delete();

            cluster.recorder().catchUp();

            List<Observation> seen = observations(cluster, "brief");
            assertThat(seen.get(0).change()).isEqualTo(Change.ADDED);
            assertThat(seen.get(seen.size() - 1).change()).isEqualTo(Change.DELETED);
            assertThat(seen.subList(0, seen.size() - 1))
                    .extracting(RecorderIT::version)
                    .isEqualTo(versions);
            assertThat(cluster.scope().history().gaps(SERVICE)).isEmpty();
        }
    }

    @Test
    @DisplayName("loses nothing and doubles nothing when the server ends its watches again and again")
    void shouldResumeWithoutAGap() {
        Duration connectionTime = Duration.ofSeconds(1);
        try (OnCluster cluster = OnCluster.open(run, "watches that end", Optional.of(connectionTime))) {
            Resource<Service> service = create(cluster, "busy");
            List<String> versions = new ArrayList<>(List.of(version(service.get())));
            long end = System.nanoTime() + connectionTime.multipliedBy(4).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                versions.add(version(touch(service, i)));
            }

            cluster.recorder().catchUp();

            assertThat(observations(cluster, "busy"))
                    .extracting(RecorderIT::version)
                    .isEqualTo(versions);
            assertThat(cluster.scope().history().gaps(SERVICE)).isEmpty();
        }
    }

    @Test
    @DisplayName("keeps every field as the server sent it")
    void shouldKeepObjectsWhole() {
        try (OnCluster cluster = OnCluster.open(run, "whole objects")) {
            PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withName("whole")
                    .addToAnnotations("example.org/empty", "")
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes("ReadWriteMany")
                    .withStorageClassName("no-such-class")
                    .withNewResources()
                    .addToRequests("storage", new Quantity("10Mi"))
                    .endResources()
                    .endSpec()
                    .build();
            String namespace = cluster.scope().namespace();
            cluster.scope()
                    .client()
                    .persistentVolumeClaims()
                    .inNamespace(namespace)
                    .resource(claim)
                    .create();

            cluster.scope().await("the claim is recorded", Duration.ofSeconds(30), present -> present.find(
                            "PersistentVolumeClaim", "whole")
                    .isPresent());

            Observation recorded = cluster.scope()
                    .present()
                    .find("PersistentVolumeClaim", "whole")
                    .orElseThrow();
            String path = ServedKind.PERSISTENT_VOLUME_CLAIM.path(namespace) + "/whole";
            JsonNode served =
                    JsonMapper.shared().readTree(cluster.scope().client().raw(path));
            JsonNode writers = served.path("metadata").path("managedFields");
            assertThat(writers).isNotEmpty().allSatisfy(writer -> assertThat(((ObjectNode) writer).remove("fieldsV1"))
                    .isNotNull());
            writers.forEach(writer -> ((ObjectNode) writer).remove("fieldsType"));
            assertThat(recorded.object().json()).isEqualTo(served);
        }
    }

    @Test
    @DisplayName("copies the nodes into every history, and of the volumes only those that concern it")
    void shouldCopyWhatConcernsTheScenario() {
        try (OnCluster one = OnCluster.open(run, "one with a volume");
                OnCluster other = OnCluster.open(run, "one without")) {
            Volumes volumes = new Volumes(one.scope());
            volumes.makeStatic(List.of("a-pv"));
            volumes.awaitAvailable();
            other.scope().run().shared().catchUp(other.scope().timeouts());

            assertThat(one.scope().present().all("PersistentVolume")).hasSize(1);
            assertThat(other.scope().present().all("PersistentVolume")).isEmpty();
            assertThat(other.scope().present().all("Node"))
                    .hasSameSizeAs(other.scope().run().cluster().nodes());
        }
    }

    private static Resource<Service> create(OnCluster cluster, String name) {
        Service service = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .addToSelector("app", name)
                .endSpec()
                .build();
        Resource<Service> created = cluster.scope()
                .client()
                .services()
                .inNamespace(cluster.scope().namespace())
                .resource(service);
        created.create();
        return created;
    }

    private static Service touch(Resource<Service> service, int times) {
        return service.edit(found -> new ServiceBuilder(found)
                .editMetadata()
                .addToAnnotations("touched", Integer.toString(times))
                .endMetadata()
                .build());
    }

    private static List<Observation> observations(OnCluster cluster, String name) {
        return cluster.scope().history().observations(SERVICE).stream()
                .filter(seen -> seen.object().name().equals(name))
                .toList();
    }

    private static String version(Service service) {
        return service.getMetadata().getResourceVersion();
    }

    private static String version(Observation seen) {
        return Long.toString(seen.resourceVersion());
    }
}
