package dev.holdfast.cluster;

import java.util.Map;

/** What is done on purpose to one scenario, in its own namespace and in no other. */
public interface FaultInjection {

    /**
     * What tells the scenarios that this is done to from all others: the end of their ids, and so of their namespaces.
     *
     * @return lower-case letters and digits
     */
    String letters();

    /**
     * What is written on the scenario's namespace.
     *
     * @return labels
     */
    Map<String, String> labels();

    /**
     * Begins, before the namespace is made.
     *
     * @param namespace the name that the namespace will have
     * @param scenario the scenario's id, which what belongs to the whole cluster carries in its name
     * @return what ends it
     */
    Course begin(String namespace, String scenario);

    /** What is being done. */
    @FunctionalInterface
    interface Course extends AutoCloseable {

        /** Ends it, and returns when nothing more is done. Closing twice is closing once. */
        @Override
        void close();
    }
}
