package dev.holdfast.diagnosis;

/** A kind of object that is saved. Secrets are not among them, and never will be: reports are passed on. */
enum SavedKind {
    POD("Pod", "v1", "/api/v1", "pods"),
    STATEFUL_SET("StatefulSet", "apps/v1", "/apis/apps/v1", "statefulsets"),
    CONTROLLER_REVISION("ControllerRevision", "apps/v1", "/apis/apps/v1", "controllerrevisions"),
    DEPLOYMENT("Deployment", "apps/v1", "/apis/apps/v1", "deployments"),
    REPLICA_SET("ReplicaSet", "apps/v1", "/apis/apps/v1", "replicasets"),
    CLAIM("PersistentVolumeClaim", "v1", "/api/v1", "persistentvolumeclaims"),
    SERVICE("Service", "v1", "/api/v1", "services"),
    ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io/v1", "/apis/discovery.k8s.io/v1", "endpointslices"),
    EVENT("Event", "v1", "/api/v1", "events");

    /** Far more than any scenario makes; a list that goes on says so itself. */
    private static final int MOST = 500;

    private final String kind;
    private final String apiVersion;
    private final String root;
    private final String plural;

    SavedKind(String kind, String apiVersion, String root, String plural) {
        this.kind = kind;
        this.apiVersion = apiVersion;
        this.root = root;
        this.plural = plural;
    }

    /** {@return as in an object's {@code kind} field} */
    String kind() {
        return kind;
    }

    /** {@return as in an object's {@code apiVersion} field} */
    String apiVersion() {
        return apiVersion;
    }

    /** {@return the file that objects of this kind are saved to} */
    String file() {
        return plural + ".yaml";
    }

    /** {@return where those of a namespace are served} */
    String path(String namespace) {
        return root + "/namespaces/" + namespace + "/" + plural + "?limit=" + MOST;
    }
}
