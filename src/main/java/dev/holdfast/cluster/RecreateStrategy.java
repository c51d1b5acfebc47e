package dev.holdfast.cluster;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the API server of a cluster takes the update strategy Recreate: it is asked about a set that it does not store. */
public final class RecreateStrategy {

    /** What turns it on. */
    public static final String GATE = "StatefulSetRecreateStrategy";

    /** A namespace that every cluster has. */
    static final String ANYWHERE = "default";

    private static final Map<String, String> LABELS = Map.of("app", "holdfast-recreate");

    private RecreateStrategy() {}

    /**
     * Why it cannot be had.
     *
     * @param client a client of the cluster
     * @param namespace a namespace in which sets may be made
     * @return the reason as a clause, or nothing when it can
     */
    public static Optional<String> missing(KubernetesClient client, String namespace) {
        try {
            client.apps()
                    .statefulSets()
                    .inNamespace(namespace)
                    .resource(set())
                    .dryRun()
                    .create();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(
                    ofStrategy(refused)
                            ? "the API server refuses the update strategy Recreate: the feature gate " + GATE
                                    + " is off"
                            : "whether the API server takes the update strategy Recreate cannot be found out: "
                                    + refused.getMessage());
        }
    }

    private static boolean ofStrategy(KubernetesClientException refused) {
        List<StatusCause> causes = Optional.ofNullable(refused.getStatus())
                .map(status -> status.getDetails())
                .map(StatusDetails::getCauses)
                .orElse(List.of());
        return causes.stream()
                .map(StatusCause::getField)
                .anyMatch(field -> field != null && field.startsWith("spec.updateStrategy"));
    }

    private static StatefulSet set() {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("holdfast-recreate")
                .endMetadata()
                .withNewSpec()
                .withServiceName("holdfast-recreate")
                .withReplicas(0)
                .withNewSelector()
                .withMatchLabels(LABELS)
                .endSelector()
                .withNewUpdateStrategy()
                .withType("Recreate")
                .endUpdateStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("none")
                .withImage("none")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
