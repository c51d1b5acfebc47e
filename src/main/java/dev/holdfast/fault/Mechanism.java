package dev.holdfast.fault;

import dev.holdfast.cluster.ComponentLog;
import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.cluster.Machines;
import java.util.List;
import java.util.Optional;

/** What brings some of the faults about on one cluster. */
interface Mechanism extends AutoCloseable {

    /**
     * Whether it can do its part of a fault here.
     *
     * @return why not, as a clause, or nothing when it can or has no part in it
     */
    Optional<String> objection(Fault fault);

    /**
     * Begins its part of a fault in a namespace, before that is made.
     *
     * @param fault a fault that it can do its part of
     * @param namespace the namespace
     * @param scenario the id of the scenario
     */
    FaultInjection.Course begin(Fault fault, String namespace, String scenario);

    /** {@return one sentence for each thing that is not as it was, while no fault is at work} */
    List<String> differences();

    /** {@return why it cannot go on, as a sentence, or nothing when it can} */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /**
     * The machines of the cluster, where what is done to them has to be done to what it runs, too.
     *
     * @param machines the cluster's own
     * @return those to be used instead, or nothing when the cluster's own are right
     */
    default Optional<Machines> on(Machines machines) {
        return Optional.empty();
    }

    /** {@return the logs of what it runs} */
    default List<ComponentLog> logs() {
        return List.of();
    }

    /** Takes away what it installed. Closing twice is closing once. */
    @Override
    void close();
}
