package dev.holdfast.scenario;

import dev.holdfast.manifest.ChosenSet;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The namespace of one scenario, where it does not have to share one that is there already. */
final class OwnNamespace {

    /** What scenarios make has to run on every cluster, also where only this is allowed. */
    private static final Map<String, String> RESTRICTED = Map.of("pod-security.kubernetes.io/enforce", "restricted");

    private OwnNamespace() {}

    /**
     * Makes it, if it is to be made.
     *
     * @param run the run
     * @param name the scenario
     * @param labels what is written on it besides
     */
    static void create(Run run, ScenarioName name, Map<String, String> labels) {
        if (name.given().isPresent()) {
            return;
        }
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name.namespace())
                // Pods of somebody's own may be of any level that the cluster lets run.
                .addToLabels(ChosenSet.current().isPresent() ? Map.of() : RESTRICTED)
                .addToLabels(labels)
                .endMetadata()
                .build();
        Requests.create(run.client().namespaces().resource(run.mark().put(namespace, name.id())));
    }

    /**
     * Waits until pods can be made in it: before its service account is there, every pod is refused.
     *
     * @param run the run
     * @param name the scenario
     */
    static void awaitUsable(Run run, ScenarioName name) {
        if (name.given().isPresent()) {
            return;
        }
        run.cluster()
                .client()
                .serviceAccounts()
                .inNamespace(name.namespace())
                .withName("default")
                .waitUntilCondition(
                        Objects::nonNull, run.timeouts().namespaceUsable().toMillis(), TimeUnit.MILLISECONDS);
    }
}
