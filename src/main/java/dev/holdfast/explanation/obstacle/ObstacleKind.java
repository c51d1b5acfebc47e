package dev.holdfast.explanation.obstacle;

import java.util.Locale;

/** The kinds of what can stand in the way of a pod, for programs. */
public enum ObstacleKind {
    /** An image cannot be had. */
    IMAGE,
    /** A container cannot be made of what the pod says. */
    CONTAINER_CONFIGURATION,
    /** A container ends again and again. */
    CRASH_LOOP,
    /** A container runs, and does not answer its probe. */
    PROBE,
    /** A readiness gate is not set. */
    READINESS_GATE,
    /** No node is found. */
    SCHEDULING,
    /** A claim has no volume. */
    CLAIM,
    /** The node cannot mount a volume or make the pod's network. */
    POD_SETUP,
    /** The API server refuses what the controller asks for. */
    REFUSED,
    /** The claim of an earlier pod has to go first. */
    STALE_CLAIM,
    /** Somebody else's pod has the name. */
    FOREIGN_POD,
    /** The pod is being deleted. */
    TERMINATION,
    /** The node of the pod does not answer. */
    LOST_NODE,
    /** The pod is Ready, and has to be for some time. */
    MIN_READY,
    /** The pod has run to its end. */
    ENDED,
    /** The pod is on its way. */
    STARTING,
    /** The pod does not exist yet. */
    MISSING;

    /** {@return whether a change of the pod template can remove it} */
    public boolean isOfTemplate() {
        return switch (this) {
            case IMAGE, CONTAINER_CONFIGURATION, CRASH_LOOP, PROBE, SCHEDULING, POD_SETUP, READINESS_GATE -> true;
            default -> false;
        };
    }

    /** {@return the kind as programs read it, such as {@code crash-loop}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
