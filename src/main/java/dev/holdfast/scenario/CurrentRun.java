package dev.holdfast.scenario;

import dev.holdfast.cluster.Cluster;
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

    /** Ends the run, if one has begun: waits until everything is gone that its scenarios made. */
    public static void end() {
        Run run = CURRENT.getAndSet(null);
        if (run != null) {
            run.close();
        }
    }
}
