package dev.holdfast.manifest;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.Images;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a cluster has of what manifests ask for: images, storage classes, nodes.
 *
 * @param images the images that it has
 * @param nodes how many nodes take pods; nothing when that may not be looked at
 * @param classes the reclaim policy of each of its storage classes; nothing when they may not be looked at
 * @param ours the class that binds claims which name none that the cluster has; nothing means its default class
 */
record ClusterFit(
        Images images, Optional<Integer> nodes, Optional<Map<String, String>> classes, Optional<String> ours) {

    /** More than this shows nothing more of a set, and may cost something. */
    private static final Quantity LARGEST = new Quantity("1Gi");

    private static final String ON_NODES = "kubernetes.io/hostname";

    /** {@return what is found out about a cluster} */
    static ClusterFit of(Cluster cluster) {
        List<String> nodes = cluster.nodes();
        return new ClusterFit(
                cluster.images(),
                nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.size()),
                classes(cluster),
                cluster.storageClass());
    }

    private static Optional<Map<String, String>> classes(Cluster cluster) {
        try {
            Map<String, String> classes = new HashMap<>();
            for (StorageClass each :
                    cluster.client().storage().v1().storageClasses().list().getItems()) {
                classes.put(
                        each.getMetadata().getName(),
                        Optional.ofNullable(each.getReclaimPolicy()).orElse("Delete"));
            }
            return Optional.of(classes);
        } catch (KubernetesClientException hidden) {
            return Optional.empty();
        }
    }

    /**
     * Fits a set to the cluster.
     *
     * @throws IllegalArgumentException when its pods cannot all run there
     */
    void apply(Manifest set, List<Manifest> beside, Remarks remarks) {
        ObjectNode spec = set.json().withObject("spec");
        ObjectNode pod = spec.withObject("template").withObject("spec");
        apart(set, spec, pod);
        PodTemplateRules.forEachContainer(pod, container -> image(container, remarks));
        for (JsonNode template : spec.path("volumeClaimTemplates").values()) {
            claim(
                    "claim template " + template.path("metadata").path("name").asString(""),
                    ((ObjectNode) template).withObject("spec"),
                    remarks);
        }
        beside.stream()
                .filter(object -> object.kind().equals("PersistentVolumeClaim"))
                .forEach(claim -> claim(claim.words(), claim.json().withObject("spec"), remarks));
    }

    private void apart(Manifest set, ObjectNode spec, JsonNode pod) {
        int replicas = spec.path("replicas").asInt();
        boolean apart = pod
                .path("affinity")
                .path("podAntiAffinity")
                .path("requiredDuringSchedulingIgnoredDuringExecution")
                .values()
                .stream()
                .anyMatch(term -> term.path("topologyKey").asString("").equals(ON_NODES)
                        && matches(
                                term.path("labelSelector"),
                                spec.path("template").path("metadata").path("labels")));
        if (apart && nodes.isPresent() && nodes.get() < replicas) {
            throw new IllegalArgumentException(set.words() + " wants each of its " + replicas
                    + " pods on a node of its own (podAntiAffinity), and the cluster has " + nodes.get()
                    + (nodes.get() == 1 ? " node" : " nodes")
                    + ": add nodes, ask for fewer with --replicas, or render the rule as a preferred one");
        }
    }

    private static boolean matches(JsonNode selector, JsonNode labels) {
        boolean all = selector.path("matchLabels").properties().stream().allMatch(label -> labels.path(label.getKey())
                .asString("")
                .equals(label.getValue().asString("")));
        return all
                && selector.path("matchExpressions").values().stream().allMatch(expression -> {
                    JsonNode label = labels.path(expression.path("key").asString(""));
                    boolean in = expression.path("values").values().stream()
                            .anyMatch(value -> value.asString("").equals(label.asString(" ")));
                    return switch (expression.path("operator").asString("")) {
                        case "In" -> in;
                        case "NotIn" -> !in;
                        case "Exists" -> !label.isMissingNode();
                        default -> label.isMissingNode();
                    };
                });
    }

    /** Who writes one of the images that scenarios run means the one that this cluster has of it. */
    private void image(ObjectNode container, Remarks remarks) {
        String written = container.path("image").asString("");
        Images.PUBLISHED.references().forEach((role, published) -> {
            String here = images.reference(role);
            if (written.equals(published) && !here.equals(published)) {
                container.put("image", here);
                remarks.changed("image " + published + ": the cluster's own " + here + " in its place");
            }
        });
    }

    private void claim(String words, ObjectNode spec, Remarks remarks) {
        for (String field : List.of("selector", "volumeName", "dataSource", "dataSourceRef")) {
            if (spec.remove(field) != null) {
                remarks.changed(words + ": a new volume, whatever its " + field + " says");
            }
        }
        String written = spec.path("storageClassName").asString("");
        boolean named = spec.path("storageClassName").isString();
        boolean there = !written.isEmpty()
                && classes.map(all -> all.containsKey(written)).orElse(true);
        if (!there) {
            spec.remove("storageClassName");
            ours.ifPresent(ours -> spec.put("storageClassName", ours));
            if (named) {
                remarks.changed(
                        words + ": " + ours.map(name -> "storage class " + name).orElse("the default storage class")
                                + " in place of "
                                + (written.isEmpty()
                                        ? "volumes that were made by hand"
                                        : written + ", which this cluster has not got"));
            }
        }
        String used = spec.path("storageClassName").asString("");
        if (classes.map(all -> "Retain".equals(all.get(used))).orElse(false)) {
            remarks.warned("volumes of storage class " + used + " stay after the run (reclaimPolicy Retain)");
        }
        size(words, spec, remarks);
    }

    private static void size(String words, ObjectNode spec, Remarks remarks) {
        String written = spec.path("resources").path("requests").path("storage").asString("");
        if (written.isEmpty()) {
            return;
        }
        BigDecimal asked;
        try {
            asked = new Quantity(written).getNumericalAmount();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    words + " asks for " + written + ", which is no amount of storage", wrong);
        }
        if (asked.compareTo(LARGEST.getNumericalAmount()) > 0) {
            spec.withObject("resources").withObject("requests").put("storage", LARGEST.toString());
            remarks.changed(words + ": " + LARGEST + " in place of " + written);
        }
    }
}
