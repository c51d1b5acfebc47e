package dev.holdfast.history.replay;

/** Who asked for the deletion of a pod, a claim or something else, as far as the history has evidence for it. */
public enum DeletionActor {
    /** The scenario, by an action that it noted. */
    SCENARIO,
    /** The StatefulSet controller, or another part of the cluster: an Event of its own says so, or nobody else acts on the set. */
    CONTROLLER,
    /** The eviction API, the taint manager, the scheduler or the pod garbage collector, by a DisruptionTarget condition. */
    DISRUPTION,
    /** The garbage collector or the namespace controller, after the set or the namespace. */
    OWNER_GONE,
    /** The garbage collector, after the pod or the set that the claim was to go with by the set's retention policy. */
    RETENTION,
    /** A user or another program, whom an audit log names. */
    USER,
    /** Somebody who asked for another grace period than the pod's own, as the controller never does. */
    FORCED,
    /** Nobody is on record for it. */
    UNKNOWN;

    /** Whether it is known to be somebody who is free to do it, or who only does what follows from what such a one did. */
    public boolean isFreeToDoSo() {
        return this == SCENARIO || this == USER || this == OWNER_GONE;
    }
}
