package dev.holdfast.scenario;

import dev.holdfast.cluster.Cluster;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Holds the run that is going on in this process, for the scenarios that Cucumber begins. */
public final class CurrentRun {

    private static final AtomicReference<Run> CURRENT = new AtomicReference<>();

    private CurrentRun() {}

    /**
     * Begins a run.
     *
     * @param cluster the cluster that its scenarios use
     * @param settings what the user chose
     */
    public static void begin(Cluster cluster, RunSettings settings) {
        CURRENT.set(new Run(cluster, settings));
    }

    /**
     * The run that is going on.
     *
     * @return the run
     * @throws IllegalStateException when none has begun
     */
    public static Run get() {
        Run run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("no run has begun");
        }
        return run;
    }

    /**
     * Stops the run in the middle, if one has begun: takes away what its scenarios have made, and lets them make nothing
     * more.
     *
     * @param patience how long to wait until it is gone
     * @return what is still there
     */
    public static Set<String> interrupt(Duration patience) {
        Run run = CURRENT.get();
        return run == null ? Set.of() : run.interrupt(patience);
    }

    /** Ends the run, if one has begun: waits until everything is gone that its scenarios made. */
    public static void end() {
        Run run = CURRENT.get();
        if (run != null) {
            try {
                run.close();
            } finally {
                CURRENT.compareAndSet(run, null);
            }
        }
    }
}
