package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import java.util.Optional;

/** One promise of a StatefulSet. */
public interface Guarantee {
    /** The name by which features refer to it, such as {@code order.waits-ready}. */
    String id();

    /** What is promised, as one sentence in the terms of the Kubernetes documentation. */
    String statement();

    /** Why it matters: what goes wrong for a workload when it is broken. */
    Consequence consequence();

    /** Where Kubernetes promises it. */
    String source();

    /** In what Kubernetes is known not to keep it, if it is. */
    default Optional<KnownDeviation> knownDeviation() {
        return Optional.empty();
    }

    /** Judges what happened to one StatefulSet. */
    Verdict judge(History history, Subject subject);
}
