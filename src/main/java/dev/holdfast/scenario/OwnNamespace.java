package dev.holdfast.scenario;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The namespace of one scenario. */
final class OwnNamespace {

    private OwnNamespace() {}

    /**
     * Makes it.
     *
     * @param run the run
     * @param name the scenario
     */
    static void create(Run run, ScenarioName name) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name.namespace())
                .addToLabels(name.labels(run.expires()))
                .endMetadata()
                .build();
        run.cluster().client().namespaces().resource(namespace).create();
    }

    /**
     * Waits until pods can be made in it: before its service account is there, every pod is refused.
     *
     * @param run the run
     * @param name the scenario
     */
    static void awaitUsable(Run run, ScenarioName name) {
        run.cluster()
                .client()
                .serviceAccounts()
                .inNamespace(name.namespace())
                .withName("default")
                .waitUntilCondition(
                        Objects::nonNull, run.timeouts().namespaceUsable().toMillis(), TimeUnit.MILLISECONDS);
    }
}
