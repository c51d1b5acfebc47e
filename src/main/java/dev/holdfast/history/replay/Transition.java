package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;

/** A moment of a set's {@link EventSequence} at which something changed that an order can be judged by. */
public sealed interface Transition {
    /** The observation that tells of it. */
    Observation at();

    /** The StatefulSet was written: by its user, or by the controller that reports its status. */
    sealed interface SetWritten extends Transition {}

    /** What the set asks for may have changed, or how much of that the controller knows: it began, ended, or has another spec. */
    record SpecWritten(Observation at) implements SetWritten {}

    /** The controller reported what it counted; the spec and what the controller knows of it are as before. */
    record StatusWritten(Observation at) implements SetWritten {}

    /** A turn in the life of a pod of the set. */
    record PodTransition(PodChange turn, Incarnation pod, Observation at) implements Transition {
        /** Whether this is that turn. */
        public boolean is(PodChange other) {
            return turn == other;
        }

        public int ordinal() {
            return pod.ordinal();
        }
    }

    /** What can happen to a pod, in the order in which it happens when it happens at once. */
    enum PodChange {
        /** It was there already when the recording began. */
        FOUND,
        /** It was created. */
        CREATED,
        /** It became Running and Ready. */
        HEALTHY,
        /** It ceased to be Running and Ready, or its deletion was asked for while it was. */
        UNHEALTHY,
        /** Its deletion was asked for. */
        ENDING,
        /** It is gone. */
        GONE
    }
}
