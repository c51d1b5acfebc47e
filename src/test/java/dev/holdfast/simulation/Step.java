package dev.holdfast.simulation;

import java.util.List;
import java.util.Random;

/** A part of a life's script. One that has nothing to do it with does nothing. */
interface Step {
    void run(Cluster cluster);

    /**
     * Everybody works for a while, in an order that the seed decides.
     *
     * @param acts how many small things are done
     */
    record Work(int acts, long seed, Lag lag) implements Step {
        @Override
        public void run(Cluster cluster) {
            Random random = new Random(seed);
            for (int i = 0; i < acts; i++) {
                cluster.work(random, lag);
            }
        }
    }

    /** Several things, before anybody has heard of the first one. */
    record AtOnce(List<Step> steps) implements Step {
        @Override
        public void run(Cluster cluster) {
            steps.forEach(step -> step.run(cluster));
        }
    }

    /** Everybody works until nothing is left to do. */
    record Settle() implements Step {
        @Override
        public void run(Cluster cluster) {
            cluster.settle();
        }
    }

    /** Time passes. */
    record Wait(int millis) implements Step {
        @Override
        public void run(Cluster cluster) {
            cluster.clock.advance(millis);
        }
    }
}
