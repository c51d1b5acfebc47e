package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What guarantees read of a pod.
 *
 * @param phase {@code status.phase}; empty when not set yet
 * @param ready whether its Ready condition is True (which includes its readiness gates)
 * @param readySince since when its Ready condition is True, by the clock of its node and in whole seconds; absent unless it is
 * @param terminating whether its deletion was asked for
 * @param ips {@code status.podIPs}, the first being {@code status.podIP}
 * @param spec what does not depend on its status
 * @param running names of the containers, init containers included, that the node reports as running
 * @param reported whether the node has said anything about the containers
 * @param killed those of its containers, init containers not included, that ended by SIGKILL, and not for want of memory
 * @param restarts how often containers were restarted, all together
 * @param disruption the reason of its condition DisruptionTarget, such as {@code EvictionByEvictionAPI}; absent unless that is
 *     True: an eviction, a taint, a preemption or the node ended it
 */
public record PodView(
        String name,
        String phase,
        boolean ready,
        Optional<Instant> readySince,
        boolean terminating,
        List<String> ips,
        PodSpec spec,
        List<String> running,
        boolean reported,
        List<KilledContainer> killed,
        int restarts,
        Optional<String> disruption,
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

    /** Whether its condition DisruptionTarget is True. */
    public boolean disrupted() {
        return disruption.isPresent();
    }

    /** {@code spec.terminationGracePeriodSeconds}, 30 when not set. */
    public long gracePeriodSeconds() {
        return spec.gracePeriodSeconds();
    }

    /** The node it is bound to; empty before. */
    public String nodeName() {
        return spec.nodeName();
    }

    /** {@code spec.hostname}; empty when not set. */
    public String hostname() {
        return spec.hostname();
    }

    /** {@code spec.subdomain}; empty when not set. */
    public String subdomain() {
        return spec.subdomain();
    }

    /** Volume → name of the PersistentVolumeClaim it mounts. */
    public Map<String, String> claims() {
        return spec.claims();
    }

    /** Container → what it runs, without init containers. */
    public Map<String, ContainerView> containers() {
        return spec.containers();
    }

    /** Container → image. */
    public Map<String, String> images() {
        Map<String, String> images = new TreeMap<>();
        containers().forEach((container, runs) -> images.put(container, runs.image()));
        return images;
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

    /** Whether it has come to its end: {@code Failed} or {@code Succeeded}. */
    public boolean ended() {
        return phase.equals("Failed") || phase.equals("Succeeded");
    }

    @Override
    public String summary() {
        return (phase.isEmpty() ? "no phase yet" : phase)
                + (ready ? ", Ready" : ", not Ready")
                + (terminating ? ", terminating" : "");
    }
}
