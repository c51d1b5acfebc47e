package dev.holdfast.cluster;

import java.util.Optional;

/** A kind of object, and where the API server serves it. */
public enum ServedKind {
    POD("Pod", "v1", "pods"),
    STATEFUL_SET("StatefulSet", "apps/v1", "statefulsets"),
    CONTROLLER_REVISION("ControllerRevision", "apps/v1", "controllerrevisions"),
    DEPLOYMENT("Deployment", "apps/v1", "deployments"),
    REPLICA_SET("ReplicaSet", "apps/v1", "replicasets"),
    PERSISTENT_VOLUME_CLAIM("PersistentVolumeClaim", "v1", "persistentvolumeclaims"),
    PERSISTENT_VOLUME("PersistentVolume", "v1", "persistentvolumes"),
    SERVICE("Service", "v1", "services"),
    ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io/v1", "endpointslices"),
    EVENT("Event", "v1", "events"),
    POD_DISRUPTION_BUDGET("PodDisruptionBudget", "policy/v1", "poddisruptionbudgets"),
    NODE("Node", "v1", "nodes"),
    NAMESPACE("Namespace", "v1", "namespaces");

    private final String kind;
    private final String apiVersion;
    private final String plural;

    ServedKind(String kind, String apiVersion, String plural) {
        this.kind = kind;
        this.apiVersion = apiVersion;
        this.plural = plural;
    }

    /** {@return the name of the kind, as in an object's {@code kind} field} */
    public String kind() {
        return kind;
    }

    /** {@return the version it is served in, as in an object's {@code apiVersion} field} */
    public String apiVersion() {
        return apiVersion;
    }

    /** {@return the name of the resource, such as {@code pods}} */
    public String plural() {
        return plural;
    }

    /** {@return where all objects of this kind are served, in whatever namespace, below the API server's address} */
    public String path() {
        return root() + "/" + plural;
    }

    /**
     * Where the objects of this kind in one namespace are served.
     *
     * @param namespace the namespace
     * @return the path below the API server's address
     */
    public String path(String namespace) {
        return root() + "/namespaces/" + namespace + "/" + plural;
    }

    /**
     * Where what somebody may see of this kind is served who is in one namespace, or in none.
     *
     * @param namespace the namespace, or nothing for all of them; kinds that belong to the whole cluster are in none
     * @return the path below the API server's address
     */
    public String pathIn(Optional<String> namespace) {
        return namespace.filter(any -> namespaced()).map(this::path).orElseGet(this::path);
    }

    /** {@return whether each object of this kind is in a namespace} */
    public boolean namespaced() {
        return this != PERSISTENT_VOLUME && this != NODE && this != NAMESPACE;
    }

    /** The kinds of the core group are served apart from all others. */
    private String root() {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }
}
