package dev.holdfast.run;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfigurationStrategy;

/**
 * How many scenarios run at once: what {@code --parallel} says, else as many as the machine carries. JUnit asks for it by
 * the name of this class, in {@code dev/holdfast/cucumber.properties}.
 */
public final class Parallelism implements ParallelExecutionConfigurationStrategy {

    /** The system property that says how many. */
    public static final String PROPERTY = "holdfast.parallel";

    /**
     * A scenario waits for the cluster most of its time, so a processor carries more than one. With four, the two
     * processors of a small machine are busy all the time; with more, every scenario only takes longer.
     */
    private static final int PER_PROCESSOR = 4;

    /** From here on the one API server and the one controller of the cluster are what scenarios wait for. */
    private static final int MOST = 16;

    /** Made by JUnit. */
    public Parallelism() {}

    /**
     * As many as a machine carries.
     *
     * @param processors how many processors it has
     * @return how many scenarios are to run at once
     */
    static int of(int processors) {
        return Math.min(MOST, PER_PROCESSOR * processors);
    }

    /** {@return as many as this machine carries} */
    public static int ofThisMachine() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public ParallelExecutionConfiguration createConfiguration(ConfigurationParameters parameters) {
        return new Fixed(Integer.getInteger(PROPERTY, ofThisMachine()));
    }

    /** Never more than that: steps that wait would otherwise let more scenarios begin than were asked for. */
    private record Fixed(int scenarios) implements ParallelExecutionConfiguration {

        private static final int IDLE_SECONDS = 30;

        @Override
        public int getParallelism() {
            return scenarios;
        }

        @Override
        public int getMinimumRunnable() {
            return 0;
        }

        @Override
        public int getMaxPoolSize() {
            return scenarios;
        }

        @Override
        public int getCorePoolSize() {
            return scenarios;
        }

        @Override
        public int getKeepAliveSeconds() {
            return IDLE_SECONDS;
        }

        @Override
        public Predicate<? super ForkJoinPool> getSaturatePredicate() {
            return pool -> true;
        }
    }
}
