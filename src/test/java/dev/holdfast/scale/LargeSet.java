package dev.holdfast.scale;

import dev.holdfast.cluster.SetNamespace;
import dev.holdfast.recording.RecordedScope;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A set in a namespace of its own, all pods of which are on simulated nodes.
 *
 * @param policy its podManagementPolicy
 * @param unavailable how many pods may be unavailable while it is rolled out: a number, or a share such as {@code 10%}
 */
record LargeSet(KubernetesClient client, String namespace, int pods, String policy, String unavailable)
        implements RecordedScope {
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
        StatefulSet set = SetOnSimulatedNodes.of(NAME, pods, policy, LABELS);
        set.getSpec()
                .setUpdateStrategy(new StatefulSetUpdateStrategyBuilder()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withMaxUnavailable(share(unavailable))
                        .endRollingUpdate()
                        .build());
        client.apps().statefulSets().inNamespace(namespace).resource(set).create();
        await(
                " of " + pods + " pods are Ready",
                StatefulSetStatus::getReadyReplicas,
                status -> count(status.getReadyReplicas()) == pods);
    }

    /** Has each pod replaced by one of another revision, and waits until all of them are. */
    void rollOut() {
        resource().edit(set -> {
            set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("registry.invalid/web:2");
            return set;
        });
        await(
                " of " + pods + " pods are updated",
                StatefulSetStatus::getUpdatedReplicas,
                status -> count(status.getUpdatedReplicas()) == pods
                        && count(status.getReadyReplicas()) == pods
                        && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision()));
    }

    /** Scales it to nothing, and waits until no pod is left. */
    void scaleDown() {
        resource().scale(0);
        await(
                " of " + pods + " pods are left",
                StatefulSetStatus::getReplicas,
                status -> count(status.getReplicas()) == 0);
    }

    /** Takes it away again, and waits until it is gone. */
    void remove() {
        client.namespaces()
                .withName(namespace)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
        client.namespaces().withName(namespace).waitUntilCondition(Objects::isNull, PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    private static IntOrString share(String written) {
        return written.matches("[0-9]+") ? new IntOrString(Integer.valueOf(written)) : new IntOrString(written);
    }

    private static int count(Integer replicas) {
        return Objects.requireNonNullElse(replicas, 0);
    }

    /** Waits for a status that is of the set's newest spec, and says now and then how far it has come. */
    private void await(String what, Function<StatefulSetStatus, Integer> done, Predicate<StatefulSetStatus> condition) {
        AtomicInteger last = new AtomicInteger();
        try (ProgressLines lines = ProgressLines.of("scale", () -> last + what)) {
            await(status -> {
                last.set(count(done.apply(status)));
                return condition.test(status);
            });
        }
    }

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
