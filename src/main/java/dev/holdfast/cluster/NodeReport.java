package dev.holdfast.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code holdfast-node up} says on its standard output when the cluster is usable.
 *
 * @param kubeconfig the file that leads to the cluster as its administrator
 * @param kubernetes the version of its API server
 * @param nodes the names of its nodes
 * @param nfs its NFS server
 * @param storageClass the class that binds claims
 * @param images its images by role
 * @param data the folder that the cluster keeps everything in, its logs too
 * @param orders the socket at which it takes orders
 */
record NodeReport(
        Path kubeconfig,
        String kubernetes,
        List<String> nodes,
        Optional<NfsExport> nfs,
        String storageClass,
        Images images,
        Path data,
        Path orders) {

    /**
     * Reads the report.
     *
     * @param line one line of JSON
     * @throws ClusterFailedException when it is not such a report
     */
    static NodeReport parse(String line) {
        try {
            JsonNode json = JsonMapper.shared().readTree(line);
            return new NodeReport(
                    Path.of(json.required("kubeconfig").asString()),
                    json.required("kubernetes").asString(),
                    json.required("nodes").values().stream()
                            .map(JsonNode::asString)
                            .toList(),
                    export(json.path("nfs")),
                    json.required("storageClass").asString(),
                    new Images(strings(json.required("images"))),
                    Path.of(json.required("data").asString()),
                    Path.of(json.required("orders").asString()));
        } catch (JacksonException e) {
            throw new ClusterFailedException("cannot understand what holdfast-node says: " + line, e);
        }
    }

    private static Optional<NfsExport> export(JsonNode json) {
        if (!json.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new NfsExport(
                json.required("server").asString(),
                json.required("path").asString(),
                Path.of(json.required("directory").asString())));
    }

    private static Map<String, String> strings(JsonNode json) {
        Map<String, String> strings = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
        return strings;
    }
}
