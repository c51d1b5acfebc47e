package dev.holdfast.manifest;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps pods inside their namespace. What would reach into nodes or into storage outside of it is refused, since only a human can
 * tell what it would do there; what merely takes a place on a node is taken out.
 */
final class PodTemplateRules {

    private static final Set<String> STORAGE_OUTSIDE = Set.of(
            "hostPath",
            "nfs",
            "iscsi",
            "cephfs",
            "rbd",
            "glusterfs",
            "fc",
            "flexVolume",
            "flocker",
            "quobyte",
            "storageos",
            "scaleIO",
            "portworxVolume",
            "vsphereVolume",
            "photonPersistentDisk",
            "awsElasticBlockStore",
            "gcePersistentDisk",
            "azureDisk",
            "azureFile",
            "cinder");

    private PodTemplateRules() {}

    static void apply(Manifest set, Set<String> leftOutPriorities, Remarks remarks) {
        ObjectNode pod = set.json().withObject("spec").withObject("template").withObject("spec");
        for (JsonNode volume : pod.path("volumes").values()) {
            STORAGE_OUTSIDE.stream()
                    .filter(volume::has)
                    .findFirst()
                    .ifPresent(type -> refuse(
                            set,
                            "its volume " + volume.path("name").asString("") + " is of type " + type
                                    + ", which leads out of the scenario's namespace"));
        }
        for (String shared : Set.of("hostPID", "hostIPC")) {
            if (pod.path(shared).asBoolean(false)) {
                refuse(set, "its pods would share " + shared.substring(4) + " with their node (" + shared + ")");
            }
        }
        if (pod.path("hostNetwork").asBoolean(false)) {
            pod.remove("hostNetwork");
            remarks.changed(
                    set.words() + ": its pods have a network of their own, not that of their node (hostNetwork)");
        }
        forEachContainer(pod, container -> container(set, container, remarks));
        String priority = pod.path("priorityClassName").asString("");
        if (leftOutPriorities.contains(priority)) {
            pod.remove("priorityClassName");
            remarks.changed(set.words() + ": without the PriorityClass " + priority + ", which is left out");
        }
    }

    private static void container(Manifest set, ObjectNode container, Remarks remarks) {
        String name = container.path("name").asString("");
        if (container.path("securityContext").path("privileged").asBoolean(false)) {
            refuse(set, "its container " + name + " is privileged, and so could change the node that it runs on");
        }
        for (JsonNode port : container.path("ports").values()) {
            if (port.has("hostPort")) {
                ((ObjectNode) port).remove("hostPort");
                remarks.changed(set.words() + ": container " + name + " takes no port of its node (hostPort)");
            }
        }
    }

    /** Containers and those that run before them. */
    static void forEachContainer(JsonNode pod, Consumer<ObjectNode> each) {
        Stream.of("initContainers", "containers")
                .flatMap(field -> pod.path(field).values().stream())
                .forEach(container -> each.accept((ObjectNode) container));
    }

    private static void refuse(Manifest set, String why) {
        throw new IllegalArgumentException(set.words() + " (" + set.place() + ") cannot be run: " + why);
    }
}
