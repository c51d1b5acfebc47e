package dev.holdfast.report;

import dev.holdfast.ownership.Mark;
import dev.holdfast.program.ProgramName;

/**
 * What a scenario left where it is, to be looked at.
 *
 * @param scenario the scenario's title
 * @param namespace the namespace that it was in
 * @param id what ends the name of everything that it made outside of that namespace, and is on all of it as a label
 */
public record Kept(String scenario, String namespace, String id) {

    /**
     * How to look at it, and how to be rid of it.
     *
     * @param outlivesRun whether the cluster is there after the run
     * @param kubectl how kubectl is called, with the options that choose the cluster
     */
    String lines(boolean outlivesRun, String kubectl) {
        return String.join(
                System.lineSeparator(),
                "Kept: what \"" + scenario + "\" made",
                "  to look at it:  " + kubectl + " -n " + namespace + " get statefulsets,pods,pvc,events",
                "                  " + kubectl + " get pv -l " + Mark.PART + "=" + id,
                "  to remove it:   "
                        + (outlivesRun
                                ? ProgramName.with("cleanup") + ", with the same cluster; the next run does it, too"
                                : "end the cluster, which stays until Ctrl-C"));
    }
}
