package dev.holdfast.guarantee;

import java.util.List;

/**
 * What is promised of a StatefulSet, and what it takes to judge it.
 *
 * @param id the name by which features refer to it, such as {@code order.waits-ready}
 * @param statement what is promised, as one sentence in the terms of the Kubernetes documentation
 * @param consequence what goes wrong for a workload when it is broken
 * @param source where Kubernetes promises it
 * @param kinds the kinds whose events it needs without a gap
 * @param byContainers whether it is kept only where containers run, so that pods on simulated nodes, which have none, do not show
 *     that it is
 */
public record Promise(
        String id, String statement, Consequence consequence, String source, List<String> kinds, boolean byContainers) {

    /** Copies the kinds. */
    public Promise {
        kinds = List.copyOf(kinds);
    }

    /** What is promised, and by which name features refer to it. */
    public static Statement of(String id, String sentence) {
        return new Statement(id, sentence);
    }

    /** What is promised, as long as nothing says why that matters. */
    public record Statement(String id, String sentence) {

        /** When it is broken, this is harmed, and this goes wrong for a workload, as in {@link Consequence}. */
        public Promise otherwise(Harm harm, String wrong) {
            return new Promise(id, sentence, new Consequence(harm, wrong), "", List.of(), false);
        }
    }

    /** Kubernetes promises it at this address. */
    public Promise documentedAt(String address) {
        return new Promise(id, statement, consequence, address, kinds, byContainers);
    }

    /** It takes the events of these kinds, without a gap, to judge it. */
    public Promise seenIn(String... needed) {
        return new Promise(id, statement, consequence, source, List.of(needed), byContainers);
    }

    /** It is kept by containers, so that pods without any do not show that it is. */
    public Promise keptByContainers() {
        return new Promise(id, statement, consequence, source, kinds, true);
    }
}
