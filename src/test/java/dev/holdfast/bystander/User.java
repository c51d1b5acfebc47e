package dev.holdfast.bystander;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.SetNamespace;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Somebody who has a set in a namespace and does with it what people do, gently or not. Writes down what he did. */
final class User {

    private static final long PATIENCE = 60;

    private final Cluster cluster;
    private final KubernetesClient client;
    private final Images images;
    private final String namespace;
    private final Random random;
    private final StringBuilder diary = new StringBuilder();

    User(Cluster cluster, String namespace, Random random) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.images = cluster.images();
        this.namespace = namespace;
        this.random = random;
    }

    /** What he did, one thing a line. */
    String diary() {
        return diary.toString();
    }

    void does(String what) {
        diary.append(Instant.now()).append(' ').append(what).append('\n');
    }

    Random random() {
        return random;
    }

    Images images() {
        return images;
    }

    String image(String role) {
        return images.reference(role);
    }

    /** What he does to single pods besides deleting them. */
    PodChanges single() {
        return new PodChanges(client, images, namespace, random, this::does);
    }

    /** What happens to the machines meanwhile. */
    MachineChanges machines() {
        return new MachineChanges(cluster.machines().orElseThrow(), this::does, this::pause);
    }

    /** What he does to the place that the set is in. */
    NamespaceChanges around() {
        return new NamespaceChanges(client, namespace, this::does);
    }

    void begin(StatefulSet set, Surroundings surroundings) {
        SetNamespace.create(client, namespace, Design.SERVICE, Map.of("app", Design.SET));
        around().becomes(surroundings);
        // Admission knows the namespace and its limits by caches of its own.
        pause(3);
        create(set);
    }

    void create(StatefulSet set) {
        does("create the set: " + set.getSpec().getReplicas() + " replicas, "
                + Objects.requireNonNullElse(set.getSpec().getPodManagementPolicy(), "OrderedReady"));
        set.getMetadata().setResourceVersion(null);
        set.getMetadata().setUid(null);
        set.setStatus(null);
        client.apps().statefulSets().inNamespace(namespace).resource(set).create();
    }

    StatefulSet set() {
        return resource().get();
    }

    /** Changes the set as it is now. */
    void change(String what, Consumer<StatefulSet> change) {
        does(what);
        while (!changed(change)) {
            pause(1);
        }
    }

    /** Whether nobody else wrote the set meanwhile, as its controller does again and again. */
    private boolean changed(Consumer<StatefulSet> change) {
        try {
            resource().edit(set -> {
                change.accept(set);
                return set;
            });
            return true;
        } catch (KubernetesClientException conflict) {
            if (conflict.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw conflict;
            }
            return false;
        }
    }

    void scale(int replicas) {
        does("scale to " + replicas);
        resource().scale(replicas);
    }

    void deleteSet(DeletionPropagation propagation) {
        does("delete the set, " + propagation);
        resource().withPropagationPolicy(propagation).delete();
    }

    void deletePod(String pod) {
        does("delete pod " + pod);
        pod(pod).delete();
    }

    void forcePod(String pod) {
        does("delete pod " + pod + " with grace period 0");
        pod(pod).withGracePeriod(0).delete();
    }

    void evict(String pod) {
        does("evict pod " + pod);
        try {
            pod(pod).evict();
        } catch (KubernetesClientException gone) {
            if (gone.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw gone;
            }
        }
    }

    void deleteClaims(String pod) {
        does("delete the claims of pod " + pod);
        client.persistentVolumeClaims().inNamespace(namespace).list().getItems().stream()
                .filter(claim -> claim.getMetadata().getName().endsWith("-" + pod))
                .forEach(claim -> client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(claim.getMetadata().getName())
                        .delete());
    }

    /** Applies the set as it is once more, as whoever keeps manifests in a repository does. */
    void apply(Consumer<StatefulSet> change) {
        does("apply the set");
        StatefulSet set = set();
        set.getMetadata().setManagedFields(null);
        set.getMetadata().setResourceVersion(null);
        set.setStatus(null);
        change.accept(set);
        client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .resource(set)
                .fieldManager("repository")
                .forceConflicts()
                .serverSideApply();
    }

    void deleteNamespace() {
        does("delete the namespace");
        client.namespaces().withName(namespace).delete();
    }

    /** Waits until there is no namespace any more. */
    void awaitNoNamespace() {
        await("the namespace to be gone", () -> client.namespaces()
                .withName(namespace)
                .waitUntilCondition(Objects::isNull, 2 * PATIENCE, TimeUnit.SECONDS));
    }

    /** The pods of the set that are there, by name. */
    List<String> pods() {
        return client.pods().inNamespace(namespace).withLabel("app", Design.SET).list().getItems().stream()
                .map(Pod::getMetadata)
                .sorted(Comparator.comparing(metadata -> metadata.getName()))
                .map(metadata -> metadata.getName())
                .toList();
    }

    /** One of them. */
    String anyPod() {
        List<String> all = pods();
        return all.isEmpty() ? Design.SET + "-0" : all.get(random.nextInt(all.size()));
    }

    /** Waits until the set has all its pods Ready; gives up after a while, since nobody has promised that it ever will. */
    void awaitReady() {
        // Its status may still be that of before.
        pause(3);
        awaitSet(
                "all pods Ready",
                set -> set != null
                        && set.getStatus() != null
                        && Objects.equals(
                                set.getStatus().getObservedGeneration(),
                                set.getMetadata().getGeneration())
                        && count(set.getStatus().getReplicas()) == set.getSpec().getReplicas()
                        && count(set.getStatus().getReadyReplicas())
                                == set.getSpec().getReplicas());
    }

    /** Waits until the roll-out is over. */
    void awaitUpdated() {
        pause(3);
        awaitSet(
                "the update to be over",
                set -> set != null
                        && set.getStatus() != null
                        && Objects.equals(
                                set.getStatus().getObservedGeneration(),
                                set.getMetadata().getGeneration())
                        && Objects.equals(
                                set.getStatus().getCurrentRevision(),
                                set.getStatus().getUpdateRevision())
                        && count(set.getStatus().getReadyReplicas())
                                == set.getSpec().getReplicas());
    }

    void awaitNoSet() {
        awaitSet("the set to be gone", Objects::isNull);
    }

    void awaitNoPod(String name) {
        await("pod " + name + " to be gone", () -> pod(name)
                .waitUntilCondition(Objects::isNull, PATIENCE, TimeUnit.SECONDS));
    }

    /** Waits for no reason, up to so many seconds. */
    void pause(double most) {
        try {
            TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * most * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitSet(String what, Predicate<StatefulSet> condition) {
        await(what, () -> resource().waitUntilCondition(condition, PATIENCE, TimeUnit.SECONDS));
    }

    private void await(String what, Runnable waiting) {
        try {
            waiting.run();
            does("(" + what + ")");
        } catch (KubernetesClientTimeoutException late) {
            does("(waited in vain for " + what + ")");
        }
    }

    private RollableScalableResource<StatefulSet> resource() {
        return client.apps().statefulSets().inNamespace(namespace).withName(Design.SET);
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}
