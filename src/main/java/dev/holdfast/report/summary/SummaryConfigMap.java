package dev.holdfast.report.summary;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A ConfigMap that runs keep their summaries in. Each part of a run has a key of its own there, which nobody else writes.
 *
 * @param namespace its namespace
 * @param name its name
 * @param part which part of a run writes, from 1
 * @param parts how many parts share the ConfigMap
 */
public record SummaryConfigMap(String namespace, String name, int part, int parts) {

    /** A ConfigMap holds 1 MiB; keys count, too. */
    private static final int ROOM = 1_000_000;

    /** {@return the key of this part} */
    String key() {
        return parts == 1 ? "summary.yaml" : "summary-" + part + "-of-" + parts + ".yaml";
    }

    /**
     * Puts a summary there in place of the last one of the same part.
     *
     * @param client as whom
     * @param summary the summary
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it may not be written
     */
    public void write(KubernetesClient client, RunSummary summary) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addToData(key(), SummaryText.of(summary, ROOM / parts))
                .build();
        // What one manager applied and applies no more is taken away: each part is a manager of its own.
        client.configMaps()
                .inNamespace(namespace)
                .resource(map)
                .fieldManager("holdfast-" + part + "-of-" + parts)
                .forceConflicts()
                .serverSideApply();
    }

    /** {@return the ConfigMap, for messages} */
    public String told() {
        return "the ConfigMap " + namespace + "/" + name;
    }
}
