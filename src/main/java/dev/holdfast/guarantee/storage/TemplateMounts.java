package dev.holdfast.guarantee.storage;

import dev.holdfast.history.Observation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Where the containers of a pod, or of a template, mount the volumes that are claims. */
final class TemplateMounts {

    /**
     * One of them.
     *
     * @param folder the part of the volume that is mounted; empty for all of it
     */
    record Mount(String volume, String container, String path, String folder) {
        @Override
        public String toString() {
            return volume + (folder.isEmpty() ? "" : "/" + folder) + " at " + path + " in container " + container;
        }
    }

    private TemplateMounts() {}

    /** Those of the template of a set. */
    static Set<Mount> ofTemplate(Observation set, Collection<String> volumes) {
        return of(set.object().json().path("spec").path("template").path("spec"), volumes);
    }

    /** Those of a pod. */
    static Set<Mount> ofPod(Observation pod, Collection<String> volumes) {
        return of(pod.object().json().path("spec"), volumes);
    }

    private static Set<Mount> of(JsonNode spec, Collection<String> volumes) {
        Set<Mount> mounts = new LinkedHashSet<>();
        Stream.of("initContainers", "containers")
                .flatMap(list -> spec.path(list).valueStream())
                .forEach(container -> {
                    for (JsonNode mount : container.path("volumeMounts")) {
                        if (volumes.contains(mount.path("name").asString(""))) {
                            mounts.add(new Mount(
                                    mount.path("name").asString(""),
                                    container.path("name").asString(""),
                                    mount.path("mountPath").asString(""),
                                    mount.path("subPath")
                                            .asString(mount.path("subPathExpr").asString(""))));
                        }
                    }
                });
        return mounts;
    }
}
