package dev.holdfast.scale;

import java.util.ArrayList;
import java.util.List;

/**
 * What it took to observe so many sets.
 *
 * @param observedAfter seconds from the start of the observer until each set had been judged and was seen at rest
 * @param toObserve processor seconds for that
 * @param liveAtFirst MB of its heap that were in use then
 * @param live MB of its heap that were in use after all changes
 * @param peak the most memory that the process ever had, in MB
 * @param changes how many changes were made
 * @param use what was used while they were made
 * @param lag of the verdicts on them
 * @param gaps how often something may have been missed
 * @param findings how many promises were said to be broken
 * @param exitCode of the observer
 */
record ObservedScale(
        int sets,
        double observedAfter,
        double toObserve,
        long liveAtFirst,
        long live,
        long peak,
        int changes,
        ObserverUse.Difference use,
        VerdictLag lag,
        long gaps,
        long findings,
        int exitCode) {

    /** A share of verdicts that stands for all but rare ones. */
    static final double NEARLY_ALL = 0.99;

    /** What stands above the rows. */
    static final String HEAD = String.format(
                    "%6s %6s %9s %8s %8s %8s %9s %9s %9s %8s %8s %8s %7s %7s %5s %9s",
                    "sets",
                    "pods",
                    "observed",
                    "MB live",
                    "MB live",
                    "MB peak",
                    "events/s",
                    "CPU ms",
                    "share of",
                    "share",
                    "verdicts",
                    "p50 s",
                    "p99 s",
                    "in 1 s",
                    "gaps",
                    "findings")
            + "\n"
            + String.format(
                    "%6s %6s %9s %8s %8s %8s %9s %9s %9s %8s",
                    "", "", "after s", "at first", "in the end", "resident", "", "per event", "a core", "in GC");

    private static final double LATE_SECONDS = 1;
    private static final int BROKEN = 1;

    /** {@return all of it in one line} */
    String row() {
        return String.format(
                "%6d %6d %9.1f %8d %8d %8d %9.1f %9.2f %9.2f %8.3f %8d %8.2f %7.2f %6.1f%% %5d %9d",
                sets,
                sets * ManySets.PODS,
                observedAfter,
                liveAtFirst,
                live,
                peak,
                use.eventsPerSecond(),
                use.processorMillisPerEvent(),
                use.shareOfCore(),
                use.collectingSeconds() / use.seconds(),
                lag.count(),
                lag.quantile(0.5),
                lag.quantile(NEARLY_ALL),
                100 * lag.within(LATE_SECONDS),
                gaps,
                findings);
    }

    /** {@return by which power of the number of sets it grew since there were fewer: 1 is linear} */
    String growth(ObservedScale fewer) {
        double more = Math.log((double) sets / fewer.sets());
        return String.format(
                "from %d to %d sets: memory %.2f, processor time until all are observed %.2f, for each event %.2f",
                fewer.sets(),
                sets,
                Math.log((double) live / fewer.live()) / more,
                Math.log(toObserve / fewer.toObserve()) / more,
                Math.log(use.processorMillisPerEvent() / fewer.use().processorMillisPerEvent()) / more);
    }

    /** {@return what is not as it must be, each as a sentence} */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (lag.count() == 0) {
            objections.add("nothing was judged");
        }
        if (lag.within(LATE_SECONDS) < NEARLY_ALL) {
            objections.add(String.format(
                    "only %.1f %% of the verdicts came within %.0f s", 100 * lag.within(LATE_SECONDS), LATE_SECONDS));
        }
        if (findings > 0 || exitCode == BROKEN) {
            objections.add("FALSE ALARM: " + findings + " findings, although nothing is broken");
        }
        if (gaps > 0) {
            objections.add("something may have been missed " + gaps + " times");
        }
        return objections;
    }
}
