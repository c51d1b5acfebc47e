package dev.holdfast.guarantee;

import dev.holdfast.history.History;

/** One promise of a StatefulSet. */
public interface Guarantee {
    /** The name by which features refer to it, such as {@code order.waits-ready}. */
    String id();

    /** What is promised, as one sentence in the terms of the Kubernetes documentation. */
    String statement();

    /** Where Kubernetes promises it. */
    String source();

    /** Judges what happened to one StatefulSet. */
    Verdict judge(History history, Subject subject);
}
