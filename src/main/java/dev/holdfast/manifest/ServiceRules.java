package dev.holdfast.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Keeps Services inside their namespace: no address, port or name outside of it. */
final class ServiceRules {

    private static final Set<String> OUTSIDE = Set.of("LoadBalancer", "NodePort");
    private static final List<String> FIELDS_OUTSIDE = List.of(
            "externalIPs",
            "loadBalancerIP",
            "loadBalancerClass",
            "loadBalancerSourceRanges",
            "externalTrafficPolicy",
            "allocateLoadBalancerNodePorts",
            "healthCheckNodePort");
    private static final List<String> FIXED = List.of("clusterIPs", "ipFamilies");

    private ServiceRules() {}

    /** {@return why a Service is not made; nothing when it is} */
    static Optional<String> leftOut(Manifest service) {
        return service.json().path("spec").path("type").asString("").equals("ExternalName")
                ? Optional.of("is a name for something outside of the namespace (ExternalName)")
                : Optional.empty();
    }

    static void apply(Manifest service, Remarks remarks) {
        ObjectNode spec = service.json().withObject("spec");
        String type = spec.path("type").asString("");
        if (OUTSIDE.contains(type)) {
            spec.put("type", "ClusterIP");
            remarks.changed(service.words() + ": its type is ClusterIP in place of " + type);
        }
        spec.remove(FIELDS_OUTSIDE);
        spec.remove(FIXED);
        if (!spec.path("clusterIP").asString("None").equals("None")) {
            spec.remove("clusterIP");
            remarks.changed(service.words() + ": it gets an address of the cluster's choice");
        }
        spec.path("ports").values().forEach(port -> ((ObjectNode) port).remove("nodePort"));
        if (service.json().path("metadata").path("annotations") instanceof ObjectNode annotations) {
            List<String> names = annotations.propertyNames().stream()
                    .filter(name -> name.startsWith("external-dns.alpha.kubernetes.io/"))
                    .toList();
            annotations.remove(names);
            names.forEach(name -> remarks.changed(service.words() + ": without the annotation " + name));
        }
    }
}
