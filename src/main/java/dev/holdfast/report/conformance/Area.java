package dev.holdfast.report.conformance;

/**
 * What of a cluster a guarantee depends on, beside the API server and the StatefulSet controller. What kind of cluster can show a
 * scenario is another question: that is its profile.
 */
enum Area {
    /** Nothing else. */
    CORE("core"),
    /** The name server of the cluster. */
    NETWORK("network"),
    /** What provides volumes. */
    STORAGE("storage");

    private final String id;

    Area(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static Area of(String guarantee) {
        if (guarantee.startsWith("storage.")
                || guarantee.startsWith("retention.")
                || guarantee.equals("identity.map")) {
            return STORAGE;
        }
        return guarantee.startsWith("identity.dns") ? NETWORK : CORE;
    }
}
