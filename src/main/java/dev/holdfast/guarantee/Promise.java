package dev.holdfast.guarantee;

import dev.holdfast.history.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param knownDeviation in what Kubernetes is known not to keep it, if it is
 */
public record Promise(
        String id,
        String statement,
        Consequence consequence,
        String source,
        List<String> kinds,
        boolean byContainers,
        Optional<KnownDeviation> knownDeviation) {

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

        /**
         * When it is broken, this is harmed, and this goes wrong for a workload, as in {@link Consequence}. It is judged by the
         * events of pods and of their set, unless it says otherwise.
         */
        public Promise otherwise(Harm harm, String wrong) {
            return new Promise(
                    id,
                    sentence,
                    new Consequence(harm, wrong),
                    "",
                    List.of(Kinds.POD, Kinds.STATEFUL_SET),
                    false,
                    Optional.empty());
        }
    }

    /** Kubernetes promises it at this address. */
    public Promise documentedAt(String address) {
        return new Promise(id, statement, consequence, address, kinds, byContainers, knownDeviation);
    }

    /** It takes the events of these kinds to judge it, beside those of pods and of their set. */
    public Promise alsoSeenIn(String... more) {
        return seenIn(Stream.concat(kinds.stream(), Stream.of(more)).toList());
    }

    /** It takes no other events to judge it than those of these kinds. */
    public Promise seenOnlyIn(String... needed) {
        return seenIn(List.of(needed));
    }

    private Promise seenIn(List<String> needed) {
        return new Promise(id, statement, consequence, source, needed, byContainers, knownDeviation);
    }

    /** It is kept by containers, so that pods without any do not show that it is. */
    public Promise keptByContainers() {
        return new Promise(id, statement, consequence, source, kinds, true, knownDeviation);
    }

    /**
     * Kubernetes is known not to keep it.
     *
     * @param what what it does instead, as in {@link KnownDeviation}
     * @param issue the address of the upstream issue
     */
    public Promise knownDeviation(String what, String issue) {
        return knownDeviation(new KnownDeviation(what, issue));
    }

    /**
     * Kubernetes is known not to keep it, and no issue of that is known.
     *
     * @param what what it does instead, as in {@link KnownDeviation}
     */
    public Promise knownDeviation(String what) {
        return knownDeviation(KnownDeviation.unreported(what));
    }

    private Promise knownDeviation(KnownDeviation deviation) {
        return new Promise(id, statement, consequence, source, kinds, byContainers, Optional.of(deviation));
    }
}
