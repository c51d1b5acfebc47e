package dev.holdfast.scenario.action;

import dev.holdfast.guarantee.Subject;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a set and its objects are called, by the rules of the Kubernetes documentation.
 *
 * @param object the set, as it was created
 */
public record SetNames(StatefulSet object) {

    /** {@return the name of the set} */
    public String set() {
        return object.getMetadata().getName();
    }

    /** {@return the ordinals that it was created with} */
    public List<Integer> ordinals() {
        int start = start();
        return IntStream.range(start, start + object.getSpec().getReplicas())
                .boxed()
                .toList();
    }

    /** {@return the ordinal of its first pod} */
    public int start() {
        StatefulSetOrdinals ordinals = object.getSpec().getOrdinals();
        return ordinals == null || ordinals.getStart() == null ? 0 : ordinals.getStart();
    }

    /**
     * The name of a pod.
     *
     * @param ordinal which
     * @return its name
     */
    public String pod(int ordinal) {
        return set() + "-" + ordinal;
    }

    /**
     * The DNS name of a pod, in full.
     *
     * @param ordinal which
     * @return the name without a final dot
     */
    public String dnsName(int ordinal) {
        return pod(ordinal) + "." + serviceDnsName();
    }

    /** {@return the name of the Service that governs it} */
    public String service() {
        return object.getSpec().getServiceName();
    }

    /** {@return the DNS name of the Service that governs it, in full and without a final dot} */
    public String serviceDnsName() {
        return String.join(".", service(), object.getMetadata().getNamespace(), "svc", Subject.DEFAULT_ZONE);
    }

    /**
     * The name of a pod's claim.
     *
     * @param ordinal which pod
     * @return the claim's name
     */
    public String claim(int ordinal) {
        return claimTemplate() + "-" + pod(ordinal);
    }

    /** {@return the names of all pods' claims} */
    public List<String> claims() {
        return ordinals().stream().map(this::claim).toList();
    }

    /** {@return whether its pods have claims of their own} */
    public boolean hasClaims() {
        return !object.getSpec().getVolumeClaimTemplates().isEmpty();
    }

    /** {@return the port that its pods serve pages on} */
    public int port() {
        return object.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getPorts()
                .get(0)
                .getContainerPort();
    }

    /** {@return where a pod's volume is mounted in its container} */
    public String mountPath() {
        return object.getSpec().getTemplate().getSpec().getContainers().get(0).getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(claimTemplate()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no container mounts the claim " + claimTemplate()))
                .getMountPath();
    }

    private String claimTemplate() {
        return object.getSpec().getVolumeClaimTemplates().get(0).getMetadata().getName();
    }
}
