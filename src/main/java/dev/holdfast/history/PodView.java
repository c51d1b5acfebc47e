package dev.holdfast.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a pod.
 *
 * @param phase {@code status.phase}; empty when not set yet
 * @param ready whether its Ready condition is True (which includes its readiness gates)
 * @param terminating whether its deletion was asked for
 * @param ips {@code status.podIPs}, the first being {@code status.podIP}
 * @param nodeName the node it is bound to; empty before
 * @param hostname {@code spec.hostname}; empty when not set
 * @param subdomain {@code spec.subdomain}; empty when not set
 * @param claims volume → name of the PersistentVolumeClaim it mounts
 * @param images container → image
 * @param containers container → what it runs, without init containers
 * @param running names of the containers, init containers included, that the node reports as running
 * @param reported whether the node has said anything about the containers
 * @param restarts how often containers were restarted, all together
 * @param disrupted whether its condition DisruptionTarget is True: an eviction, a taint or a preemption ended it
 */
public record PodView(
        String name,
        String phase,
        boolean ready,
        boolean terminating,
        List<String> ips,
        String nodeName,
        String hostname,
        String subdomain,
        Map<String, String> claims,
        Map<String, String> images,
        Map<String, ContainerView> containers,
        List<String> running,
        boolean reported,
        int restarts,
        boolean disrupted,
        Map<String, String> labels)
        implements View {
    /** The label that names the pod itself. */
    public static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";
    /** The label that tells the pod's ordinal, since Kubernetes 1.28. */
    public static final String INDEX_LABEL = "apps.kubernetes.io/pod-index";
    /** The label that names the ControllerRevision from which the pod was made. */
    public static final String REVISION_LABEL = "controller-revision-hash";

    /**
     * The view of a pod.
     *
     * @throws IllegalArgumentException if the object is not a Pod
     */
    public static PodView of(Resource resource) {
        return resource.view(PodView.class);
    }

    /** The view of the pod that was observed. */
    public static PodView of(Observation observation) {
        return of(observation.object());
    }

    static PodView read(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        int restarts = 0;
        for (JsonNode container : status.path("containerStatuses")) {
            restarts += Json.integer(container, "restartCount", 0);
        }
        return new PodView(
                Json.text(metadata, "name"),
                Json.text(status, "phase"),
                Json.condition(pod, "Ready"),
                Json.optionalText(metadata, "deletionTimestamp").isPresent(),
                ips(status),
                Json.text(spec, "nodeName"),
                Json.text(spec, "hostname"),
                Json.text(spec, "subdomain"),
                claims(spec),
                images(spec),
                ContainerView.all(spec),
                running(status),
                !status.path("containerStatuses").isEmpty(),
                restarts,
                Json.condition(pod, "DisruptionTarget"),
                Json.texts(metadata.path("labels")));
    }

    /** The pod's ordinal in that set; empty when the name is not one that the set gives. */
    public OptionalInt ordinal(String set) {
        return Ordinal.of(set, name);
    }

    /** {@code status.podIP}; empty before the pod has one. */
    public String ip() {
        return ips.isEmpty() ? "" : ips.get(0);
    }

    /** The name of the ControllerRevision that the pod says it was made from; empty when it does not say. */
    public String revision() {
        return labels.getOrDefault(REVISION_LABEL, "");
    }

    /** Running, Ready and not terminating: what the documentation calls "Running and Ready". */
    public boolean healthy() {
        return phase.equals("Running") && ready && !terminating;
    }

    @Override
    public String summary() {
        return (phase.isEmpty() ? "no phase yet" : phase)
                + (ready ? ", Ready" : ", not Ready")
                + (terminating ? ", terminating" : "");
    }

    private static List<String> running(JsonNode status) {
        List<String> running = new ArrayList<>();
        for (String list : List.of("initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses")) {
            for (JsonNode container : status.path(list)) {
                if (container.path("state").has("running")) {
                    running.add(Json.text(container, "name"));
                }
            }
        }
        return List.copyOf(running);
    }

    private static List<String> ips(JsonNode status) {
        List<String> ips = new ArrayList<>();
        for (JsonNode ip : status.path("podIPs")) {
            ips.add(Json.text(ip, "ip"));
        }
        if (ips.isEmpty()) {
            Json.optionalText(status, "podIP").ifPresent(ips::add);
        }
        return List.copyOf(ips);
    }

    private static Map<String, String> claims(JsonNode spec) {
        Map<String, String> claims = new TreeMap<>();
        for (JsonNode volume : spec.path("volumes")) {
            Json.optionalText(volume.path("persistentVolumeClaim"), "claimName")
                    .ifPresent(claim -> claims.put(Json.text(volume, "name"), claim));
        }
        return Map.copyOf(claims);
    }

    private static Map<String, String> images(JsonNode spec) {
        Map<String, String> images = new TreeMap<>();
        for (JsonNode container : spec.path("containers")) {
            images.put(Json.text(container, "name"), Json.text(container, "image"));
        }
        return Map.copyOf(images);
    }
}
