package dev.holdfast.preflight;

import dev.holdfast.cluster.chosen.ChosenCluster;
import dev.holdfast.ownership.Mark;
import dev.holdfast.scenario.Timeouts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Where things are tried out: a namespace of its own, or the one that the run has to stay in. */
final class TrialNamespace {

    private static final Map<String, String> RESTRICTED = Map.of("pod-security.kubernetes.io/enforce", "restricted");

    private final ChosenCluster cluster;
    private final Timeouts timeouts;
    private final Mark mark = Mark.begin();
    private final String part = mark.newPart();

    TrialNamespace(ChosenCluster cluster, Timeouts timeouts) {
        this.cluster = cluster;
        this.timeouts = timeouts;
    }

    /** Makes the namespace, if it is one of its own, and waits until pods can be made in it. */
    void prepare() {
        if (cluster.namespace().isEmpty()) {
            client().resource(mark.put(
                            new NamespaceBuilder()
                                    .withNewMetadata()
                                    .withName(namespace())
                                    .addToLabels(RESTRICTED)
                                    .endMetadata()
                                    .build(),
                            part))
                    .create();
            client().serviceAccounts()
                    .inNamespace(namespace())
                    .withName("default")
                    .waitUntilCondition(
                            Objects::nonNull, timeouts.namespaceUsable().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Makes an object.
     *
     * @param object the object, which is given a name of its own here
     * @param name what it is called in front
     * @param <T> what it is
     * @return as the server made it
     */
    <T extends HasMetadata> T create(T object, String name) {
        object.getMetadata().setName(name(name));
        return resource(mark.put(object, part)).create();
    }

    /** The name that something has here which is called so in front. */
    String name(String front) {
        return front + "-" + part;
    }

    <T extends HasMetadata> Resource<T> resource(T object) {
        return client().resource(object).inNamespace(namespace());
    }

    KubernetesClient client() {
        return cluster.client();
    }

    String namespace() {
        return cluster.namespace().orElse("holdfast-preflight-" + part);
    }

    Timeouts timeouts() {
        return timeouts;
    }

    ChosenCluster cluster() {
        return cluster;
    }

    Mark mark() {
        return mark;
    }

    String part() {
        return part;
    }
}
