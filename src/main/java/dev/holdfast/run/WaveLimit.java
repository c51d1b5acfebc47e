package dev.holdfast.run;

import dev.holdfast.scenario.Timeouts;
import java.time.Duration;

/**
 * How long a wave may take: far more than its scenarios need, each of which gives up by itself. What is not over by then
 * hangs.
 *
 * @param wave until it is told to end
 * @param grace until it has to have ended then
 */
record WaveLimit(Duration wave, Duration grace) {

    /** What a wave takes around its scenarios, until everything is gone that they made. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    /** The most pods that a scenario waits for. */
    private static final int PODS = 4;

    /**
     * The limit of a wave.
     *
     * @param scenarios how many scenarios run in it beside each other
     * @param alone how many run one after the other when those are over
     * @param parallel how many of the others run at once
     * @param timeouts how long each kind of waiting may take
     */
    static WaveLimit of(int scenarios, int alone, int parallel, Timeouts timeouts) {
        int turns = (scenarios + parallel - 1) / parallel;
        Duration turn = timeouts.podGone().plus(timeouts.podReady());
        return new WaveLimit(
                AROUND.plus(turn.multipliedBy(turns))
                        .plus(turn.plus(timeouts.nodeReported()).multipliedBy(alone)),
                timeouts.podGone().plus(timeouts.podReady().multipliedBy(PODS)));
    }
}
