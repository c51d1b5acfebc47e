package dev.holdfast.scale;

import dev.holdfast.cluster.SetNamespace;
import dev.holdfast.recording.RecordedScope;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A set in a namespace of its own, all pods of which are on simulated nodes. */
record LargeSet(KubernetesClient client, String namespace, int pods, String policy) implements RecordedScope {
    static final String NAME = "web";

    private static final Map<String, String> LABELS = Map.of("app", NAME);
    /** How long one phase may take. */
    private static final long PATIENCE_MINUTES = 60;

    @Override
    public String id() {
        return namespace;
    }

    @Override
    public boolean owns(String ofNamespace, String name) {
        return namespace.equals(ofNamespace);
    }

    /** Makes the namespace that it is going to be in, and the Service. */
    void prepare() {
        SetNamespace.create(client, namespace, NAME, LABELS);
    }

    /** Creates the set, and waits until all its pods are Ready. */
    void create() {
        client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .resource(SetOnSimulatedNodes.of(NAME, pods, policy, LABELS))
                .create();
        await(status -> count(status.getReadyReplicas()) == pods);
    }

    /** Has each pod replaced by one of another revision, and waits until all of them are. */
    void rollOut() {
        resource().edit(set -> {
            set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("registry.invalid/web:2");
            return set;
        });
        await(status -> count(status.getUpdatedReplicas()) == pods
                && count(status.getReadyReplicas()) == pods
                && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision()));
    }

    /** Scales it to nothing, and waits until no pod is left. */
    void scaleDown() {
        resource().scale(0);
        await(status -> count(status.getReplicas()) == 0);
    }

    /** Takes it away again, and waits until it is gone. */
    void remove() {
        client.namespaces()
                .withName(namespace)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
        client.namespaces().withName(namespace).waitUntilCondition(Objects::isNull, PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    private static int count(Integer replicas) {
        return Objects.requireNonNullElse(replicas, 0);
    }

    /** Waits for a status that is of the set's newest spec. */
    private void await(Predicate<StatefulSetStatus> condition) {
        resource()
                .waitUntilCondition(
                        set -> set != null
                                && set.getStatus() != null
                                && Objects.equals(
                                        set.getStatus().getObservedGeneration(),
                                        set.getMetadata().getGeneration())
                                && condition.test(set.getStatus()),
                        PATIENCE_MINUTES,
                        TimeUnit.MINUTES);
    }

    private RollableScalableResource<StatefulSet> resource() {
        return client.apps().statefulSets().inNamespace(namespace).withName(NAME);
    }
}
