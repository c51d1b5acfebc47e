package dev.holdfast.run;

import java.time.Duration;

/**
 * A run that was measured, from which others are estimated.
 *
 * @param scenarios how many scenarios ran
 * @param parallel how many at once
 * @param duration how long it took, without building anything
 */
record MeasuredRun(int scenarios, int parallel, Duration duration) {

    /** The whole specification on the embedded cluster, on 2 cores: what docs/performance.md says of it. */
    static final MeasuredRun EMBEDDED = new MeasuredRun(103, 8, Duration.ofMinutes(4));

    /**
     * Estimates another run. As many scenarios as run at once take one turn, and all turns the same time.
     *
     * @param others how many scenarios run
     * @param atOnce how many at once
     * @param rounds how many times
     */
    Duration estimate(int others, int atOnce, int rounds) {
        return duration.multipliedBy((long) turns(others, atOnce) * rounds).dividedBy(turns(scenarios, parallel));
    }

    private static int turns(int scenarios, int atOnce) {
        return (scenarios + atOnce - 1) / atOnce;
    }
}
