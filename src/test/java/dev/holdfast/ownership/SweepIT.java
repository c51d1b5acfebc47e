package dev.holdfast.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cluster.RunningCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is taken away after runs that were killed")
class SweepIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KubernetesClient client = RunningCluster.get().client();

    /** As of a run whose process has ended: another one has its number now. */
    private final Mark killed = mark(
            new Starter(
                    "here",
                    Starter.self().place(),
                    Starter.self().process(),
                    Starter.self().since() - 10_000),
            Instant.now().plusSeconds(3600));

    private final Mark expired =
            mark(new Starter("elsewhere", "elsewhere", 1, 1), Instant.now().minusSeconds(1));
    private final Mark elsewhere =
            mark(new Starter("elsewhere", "elsewhere", 1, 1), Instant.now().plusSeconds(3600));
    private final Mark living = Mark.begin();
    private final List<HasMetadata> made = new ArrayList<>();

    @AfterEach
    void removeEverything() {
        Collections.reverse(made);
        made.forEach(object -> client.resource(object).withGracePeriod(0).delete());
    }

    @Test
    @DisplayName("is what carries their whole mark, in the whole cluster, and nothing that looks like it")
    void shouldTakeAwayNothingElse() {
        String part = killed.newPart();
        List<HasMetadata> left = new ArrayList<>();
        left.add(make(namespace("a-scenario-" + part, killed, part)));
        left.add(make(volume("a-pv-" + part, killed, part)));
        left.add(make(killed.put(
                new StorageClassBuilder()
                        .withMetadata(named("a-class-" + part))
                        .withProvisioner("holdfast.dev/none")
                        .build(),
                part)));
        String late = expired.newPart();
        left.add(make(namespace("a-scenario-" + late, expired, late)));
        keepFromGoing("a-scenario-" + part);

        List<HasMetadata> others = new ArrayList<>();
        others.add(make(namespace("a-copy-" + letters(), killed, part)));
        others.add(make(volume("a-copy-" + letters(), killed, part)));
        others.add(make(new NamespaceBuilder()
                .withMetadata(named("a-scenarios-" + part))
                .build()));
        others.add(make(without(namespace("b-scenario-" + part, killed, part), Mark.EXPIRES)));
        others.add(make(without(volume("b-pv-" + part, killed, part), Mark.STARTED_BY)));
        others.add(make(without(namespace("c-scenario-" + part, killed, part), Mark.PART)));
        others.add(make(otherwise(volume("c-pv-" + part, killed, part), Mark.PART, "their-own")));
        others.add(make(namespace("a-scenario-" + part + "x", killed, part)));
        others.add(make(volume("a-pv-of-nobody-" + letters(), new HashMap<>())));
        String running = living.newPart();
        others.add(make(namespace("a-scenario-" + running, living, running)));
        String away = elsewhere.newPart();
        others.add(make(namespace("a-scenario-" + away, elsewhere, away)));

        Sweep.Result result = new Sweep(client, Optional.empty()).forgotten(PATIENCE);

        assertThat(result.staying()).isEmpty();
        assertThat(result.removed())
                .containsExactlyInAnyOrder(
                        "Namespace a-scenario-" + part,
                        "PersistentVolume a-pv-" + part,
                        "StorageClass a-class-" + part,
                        "Namespace a-scenario-" + late);
        left.forEach(each -> assertThat(client.resource(each).get()).isNull());
        assertUntouched(others);
        assertThat(new Sweep(client, Optional.empty()).others())
                .anyMatch(each -> each.startsWith(elsewhere.run() + " (started on elsewhere, expires "));
    }

    @Test
    @DisplayName("is the same in a namespace that a run had to share")
    void shouldTakeAwayNothingElseInASharedNamespace() {
        String shared = "team-" + letters();
        make(new NamespaceBuilder().withMetadata(named(shared)).build());
        String part = killed.newPart();
        List<HasMetadata> left = List.of(
                makeIn(shared, claim("www-web-" + part + "-0", killed, part)),
                makeIn(shared, pod("web-" + part + "-0", killed, part)));
        List<HasMetadata> others = List.of(
                makeIn(shared, claim("www-web-0", killed, part)),
                makeIn(shared, without(claim("www-other-" + part + "-0", killed, part), Mark.EXPIRES)),
                makeIn(
                        shared,
                        new ServiceBuilder()
                                .withMetadata(named("web-" + part))
                                .withNewSpec()
                                .withClusterIP("None")
                                .endSpec()
                                .build()),
                makeIn(shared, pod("web-0", elsewhere, elsewhere.newPart())));

        Sweep.Result result = new Sweep(client, Optional.of(shared)).forgotten(PATIENCE);

        assertThat(result.staying()).isEmpty();
        assertThat(result.removed())
                .containsExactlyInAnyOrder(
                        "PersistentVolumeClaim " + shared + "/www-web-" + part + "-0",
                        "Pod " + shared + "/web-" + part + "-0");
        left.forEach(each -> assertThat(client.resource(each).get()).isNull());
        assertUntouched(others);
    }

    private void assertUntouched(List<HasMetadata> objects) {
        assertThat(objects).allSatisfy(object -> {
            HasMetadata now = client.resource(object).get();
            assertThat(now).as(object.getMetadata().getName()).isNotNull();
            assertThat(now.getMetadata().getUid())
                    .isEqualTo(object.getMetadata().getUid());
            assertThat(now.getMetadata().getDeletionTimestamp()).isNull();
        });
    }

    /** A pod that a scenario keeps from going would otherwise hold its namespace for ever. */
    private void keepFromGoing(String namespace) {
        Pod pod = pod("kept", killed, killed.newPart());
        pod.getMetadata().setFinalizers(List.of(Mark.KEPT));
        client.resource(pod).inNamespace(namespace).create();
    }

    private <T extends HasMetadata> T make(T object) {
        T created = client.resource(object).create();
        made.add(created);
        return created;
    }

    private <T extends HasMetadata> T makeIn(String namespace, T object) {
        object.getMetadata().setNamespace(namespace);
        return client.resource(object).inNamespace(namespace).create();
    }

    private static Namespace namespace(String name, Mark mark, String part) {
        return mark.put(new NamespaceBuilder().withMetadata(named(name)).build(), part);
    }

    private static PersistentVolume volume(String name, Mark mark, String part) {
        return mark.put(volume(name, new HashMap<>()), part);
    }

    private static PersistentVolume volume(String name, Map<String, String> labels) {
        return new PersistentVolumeBuilder()
                .withMetadata(named(name))
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteMany")
                .addToCapacity("storage", new Quantity("1Mi"))
                .withStorageClassName("")
                .withNewNfs("/nowhere", false, "nowhere.invalid")
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim(String name, Mark mark, String part) {
        return mark.put(
                new PersistentVolumeClaimBuilder()
                        .withMetadata(named(name))
                        .withNewSpec()
                        .withStorageClassName("none")
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Mi"))
                        .endResources()
                        .endSpec()
                        .build(),
                part);
    }

    /** A pod that never starts. */
    private static Pod pod(String name, Mark mark, String part) {
        return mark.put(
                new PodBuilder()
                        .withMetadata(named(name))
                        .withNewSpec()
                        .addNewSchedulingGate("holdfast.dev/never-started")
                        .addNewContainer()
                        .withName("none")
                        .withImage("none")
                        .endContainer()
                        .endSpec()
                        .build(),
                part);
    }

    private static <T extends HasMetadata> T without(T object, String key) {
        object.getMetadata().getLabels().remove(key);
        object.getMetadata().getAnnotations().remove(key);
        return object;
    }

    private static <T extends HasMetadata> T otherwise(T object, String label, String value) {
        object.getMetadata().getLabels().put(label, value);
        return object;
    }

    private static ObjectMeta named(String name) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        return metadata;
    }

    private static Mark mark(Starter starter, Instant expires) {
        return new Mark(Mark.begin().run(), expires, starter);
    }

    private static String letters() {
        return UUID.randomUUID().toString().substring(0, 6);
    }
}
