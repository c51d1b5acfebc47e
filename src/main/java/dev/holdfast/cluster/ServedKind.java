package dev.holdfast.recording;

/** A kind of object whose every change is recorded, and where the API server serves it. */
public enum WatchedKind {
    POD("Pod", "v1", "/api/v1", "pods"),
    STATEFUL_SET("StatefulSet", "apps/v1", "/apis/apps/v1", "statefulsets"),
    PERSISTENT_VOLUME_CLAIM("PersistentVolumeClaim", "v1", "/api/v1", "persistentvolumeclaims"),
    CONTROLLER_REVISION("ControllerRevision", "apps/v1", "/apis/apps/v1", "controllerrevisions"),
    ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io/v1", "/apis/discovery.k8s.io/v1", "endpointslices"),
    EVENT("Event", "v1", "/api/v1", "events"),
    SERVICE("Service", "v1", "/api/v1", "services"),
    PERSISTENT_VOLUME("PersistentVolume", "v1", "/api/v1", "persistentvolumes"),
    NODE("Node", "v1", "/api/v1", "nodes"),
    NAMESPACE("Namespace", "v1", "/api/v1", "namespaces");

    private final String kind;
    private final String apiVersion;
    private final String root;
    private final String plural;

    WatchedKind(String kind, String apiVersion, String root, String plural) {
        this.kind = kind;
        this.apiVersion = apiVersion;
        this.root = root;
        this.plural = plural;
    }

    /** {@return the name of the kind, as in an object's {@code kind} field} */
    String kind() {
        return kind;
    }

    /** {@return the version it is served in, as in an object's {@code apiVersion} field} */
    String apiVersion() {
        return apiVersion;
    }

    /** {@return where all objects of this kind are served, in whatever namespace} */
    String path() {
        return root + "/" + plural;
    }

    /**
     * Where the objects of this kind in one namespace are served.
     *
     * @param namespace the namespace
     * @return the path below the API server's address
     */
    public String path(String namespace) {
        return root + "/namespaces/" + namespace + "/" + plural;
    }
}
