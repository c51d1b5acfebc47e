package dev.holdfast.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The metadata of an object. Times are whole seconds, as in the API. */
final class ObjectMeta {
    String namespace = "";
    String name = "";
    String uid = "";
    long resourceVersion;
    /** 0 for kinds that have none. */
    long generation;

    long created;
    Optional<Long> deletion = Optional.empty();
    Optional<Integer> gracePeriod = Optional.empty();
    Map<String, String> labels = new TreeMap<>();
    Map<String, String> annotations = new TreeMap<>();
    List<Owner> owners = new ArrayList<>();
    List<String> finalizers = new ArrayList<>();
    private List<Manager> managers = new ArrayList<>();

    /** One reference to an owner. */
    record Owner(String kind, String name, String uid) {}

    /** Who wrote fields of the object, and when last. */
    private record Manager(String name, String subresource, long time) {}

    ObjectMeta copy() {
        ObjectMeta copy = new ObjectMeta();
        copy.namespace = namespace;
        copy.name = name;
        copy.uid = uid;
        copy.resourceVersion = resourceVersion;
        copy.generation = generation;
        copy.created = created;
        copy.deletion = deletion;
        copy.gracePeriod = gracePeriod;
        copy.labels = new TreeMap<>(labels);
        copy.annotations = new TreeMap<>(annotations);
        copy.owners = new ArrayList<>(owners);
        copy.finalizers = new ArrayList<>(finalizers);
        copy.managers = new ArrayList<>(managers);
        return copy;
    }

    /** Whether its deletion was asked for. */
    boolean terminating() {
        return deletion.isPresent();
    }

    /** The owner that is the controller: all owners of this simulation are. */
    Optional<Owner> controller() {
        return owners.stream().findFirst();
    }

    boolean ownedBy(String ownerUid) {
        return owners.stream().anyMatch(owner -> owner.uid().equals(ownerUid));
    }

    boolean matches(Map<String, String> selector) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    /** Notes a writer, as the API server does for every write but deletions, bindings and evictions. */
    void writtenBy(String manager, String subresource, long time) {
        managers.removeIf(
                entry -> entry.name().equals(manager) && entry.subresource().equals(subresource));
        managers.add(new Manager(manager, subresource, time));
    }

    ObjectNode json(ObjectNode metadata, String apiVersion) {
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", uid).put("resourceVersion", String.valueOf(resourceVersion));
        if (generation > 0) {
            metadata.put("generation", generation);
        }
        metadata.put("creationTimestamp", time(created));
        deletion.ifPresent(at -> metadata.put("deletionTimestamp", time(at)));
        gracePeriod.ifPresent(seconds -> metadata.put("deletionGracePeriodSeconds", seconds));
        texts(metadata, "labels", labels);
        texts(metadata, "annotations", annotations);
        if (!owners.isEmpty()) {
            ArrayNode references = metadata.putArray("ownerReferences");
            owners.forEach(owner -> references
                    .addObject()
                    .put(
                            "apiVersion",
                            owner.kind().equals("Pod") || owner.kind().equals("Service") ? "v1" : "apps/v1")
                    .put("kind", owner.kind())
                    .put("name", owner.name())
                    .put("uid", owner.uid())
                    .put("controller", true)
                    .put("blockOwnerDeletion", true));
        }
        if (!finalizers.isEmpty()) {
            ArrayNode texts = metadata.putArray("finalizers");
            finalizers.forEach(texts::add);
        }
        if (!managers.isEmpty()) {
            ArrayNode fields = metadata.putArray("managedFields");
            managers.forEach(manager -> {
                ObjectNode field = fields.addObject()
                        .put("manager", manager.name())
                        .put("operation", "Update")
                        .put("apiVersion", apiVersion)
                        .put("time", time(manager.time()));
                if (!manager.subresource().isEmpty()) {
                    field.put("subresource", manager.subresource());
                }
            });
        }
        return metadata;
    }

    /** A time as the API writes it. */
    static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static void texts(ObjectNode into, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode node = into.putObject(field);
            texts.forEach(node::put);
        }
    }
}
