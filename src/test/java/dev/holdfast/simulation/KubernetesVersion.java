package dev.holdfast.simulation;

/** The releases whose StatefulSet controllers differ. */
enum KubernetesVersion {
    V1_34,
    V1_36,
    V1_37;

    /** As its API server tells it. */
    String release() {
        return "v1." + name().substring(name().indexOf('_') + 1) + ".0";
    }

    /** Whether the controller waits until its caches hold what it wrote itself. */
    boolean waitsForOwnWrites() {
        return this != V1_34;
    }

    /** Whether several pods may be updated at once, and broken ones come first with Parallel. */
    boolean honoursMaxUnavailable() {
        return this == V1_37;
    }

    /** Whether it knows the update strategy Recreate, if the feature gate is on. */
    boolean recreates() {
        return this == V1_37;
    }
}
