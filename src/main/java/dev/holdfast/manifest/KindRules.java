package dev.holdfast.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which objects a set needs beside it in a namespace of its own, and why the others are left out. */
final class KindRules {

    /** In the order in which they are made. */
    static final List<String> KEPT = List.of(
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "ConfigMap",
            "Secret",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "PersistentVolumeClaim",
            "Service");

    private static final String OF_THE_CLUSTER =
            "belongs to the whole cluster, where it would collide with what is there";
    private static final String WRITES_REPLICAS = "would change the number of replicas in the middle of a scenario";
    private static final String FROM_OUTSIDE = "would lead traffic from outside to the set, under names of production";
    private static final String ANOTHER_WORKLOAD = "is another workload than the set";
    private static final String MONITORING = "is for monitoring, and not needed by the set";

    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("Job", "runs once, such as a backup or a migration of production"),
            Map.entry("CronJob", "runs by the clock, such as a backup of production"),
            Map.entry("HorizontalPodAutoscaler", WRITES_REPLICAS),
            Map.entry("VerticalPodAutoscaler", WRITES_REPLICAS),
            Map.entry("ScaledObject", WRITES_REPLICAS),
            Map.entry("Ingress", FROM_OUTSIDE),
            Map.entry("Gateway", FROM_OUTSIDE),
            Map.entry("HTTPRoute", FROM_OUTSIDE),
            Map.entry("GRPCRoute", FROM_OUTSIDE),
            Map.entry("TLSRoute", FROM_OUTSIDE),
            Map.entry("TCPRoute", FROM_OUTSIDE),
            Map.entry("IngressRoute", FROM_OUTSIDE),
            Map.entry("IngressRouteTCP", FROM_OUTSIDE),
            Map.entry("Route", FROM_OUTSIDE),
            Map.entry("VirtualService", FROM_OUTSIDE),
            Map.entry("Deployment", ANOTHER_WORKLOAD),
            Map.entry("DaemonSet", ANOTHER_WORKLOAD),
            Map.entry("ReplicaSet", ANOTHER_WORKLOAD),
            Map.entry("Pod", ANOTHER_WORKLOAD),
            Map.entry("StatefulSet", ANOTHER_WORKLOAD),
            Map.entry("ServiceMonitor", MONITORING),
            Map.entry("PodMonitor", MONITORING),
            Map.entry("PrometheusRule", MONITORING));

    private static final Set<String> OF_CLUSTERS = Set.of(
            "Namespace",
            "CustomResourceDefinition",
            "ClusterRole",
            "ClusterRoleBinding",
            "PriorityClass",
            "StorageClass",
            "PersistentVolume",
            "APIService",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "IngressClass",
            "GatewayClass",
            "RuntimeClass",
            "CSIDriver",
            "VolumeSnapshotClass",
            "PodSecurityPolicy",
            "SecurityContextConstraints",
            "ClusterIssuer");

    private KindRules() {}

    /** {@return why an object is not made, as a clause; nothing when it is} */
    static Optional<String> leftOut(Manifest object) {
        if (!object.annotation("helm.sh/hook").isEmpty()) {
            return Optional.of("is a hook of Helm (" + object.annotation("helm.sh/hook") + "), which only Helm runs");
        }
        if (KEPT.contains(object.kind())) {
            return Optional.empty();
        }
        if (OF_CLUSTERS.contains(object.kind())) {
            return Optional.of(OF_THE_CLUSTER);
        }
        return Optional.of(LEFT_OUT.getOrDefault(object.kind(), "is of a kind that a set does not need to run"));
    }
}
