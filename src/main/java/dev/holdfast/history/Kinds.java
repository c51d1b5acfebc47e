package dev.holdfast.history;

/** The kinds that guarantees read, as the API spells them. */
public final class Kinds {
    public static final String POD = "Pod";
    public static final String STATEFUL_SET = "StatefulSet";
    public static final String CLAIM = "PersistentVolumeClaim";
    public static final String VOLUME = "PersistentVolume";
    public static final String REVISION = "ControllerRevision";
    public static final String SERVICE = "Service";
    public static final String ENDPOINT_SLICE = "EndpointSlice";
    public static final String EVENT = "Event";
    public static final String BUDGET = "PodDisruptionBudget";
    public static final String NODE = "Node";

    private Kinds() {}
}
