package dev.holdfast.cli;

import dev.holdfast.run.Parallelism;
import dev.holdfast.scenario.RunSettings;
import dev.holdfast.scenario.Timeouts;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how the scenarios of a run follow each other, and how long they wait. */
@HelpSection("How they run")
final class ExecutionOptions extends OptionGroup {

    @Option(names = "--dry-run", description = "Start nothing: list what would run, and check that it could.")
    private boolean dryRun;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "How many run at once. Default: as many as this machine carries, 4 per processor, 16 at most.")
    private Integer parallel;

    @Option(
            names = "--timeout-factor",
            paramLabel = "F",
            defaultValue = "1",
            description = "Multiplies every time limit, for slow clusters. Default: ${DEFAULT-VALUE}.")
    private double timeoutFactor;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run them all N times; what any round shows counts. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(names = "--fail-fast", description = "Begin no further scenario once a guarantee was found broken.")
    private boolean failFast;

    @Option(
            names = "--keep-failed",
            description = "Keep the objects of failed scenarios; a cluster that was started for the run then stays,"
                    + " too, until Ctrl-C.")
    private boolean keepFailed;

    @Option(
            names = "--step",
            description =
                    "Stop before each step of a scenario, say what comes and how to look at it, and go on at Enter. One"
                            + " scenario runs at a time.")
    private boolean step;

    /**
     * Checks them, and tells those about them who cannot be handed them: JUnit and Cucumber make their classes themselves.
     *
     * @throws ParameterException when an option cannot be meant
     */
    void apply() {
        if (parallel != null && parallel < 1) {
            throw wrong("--parallel must be 1 or more, not " + parallel);
        }
        if (!(timeoutFactor > 0)) {
            throw wrong("--timeout-factor must be more than 0, not " + timeoutFactor);
        }
        if (step && parallel != null && parallel > 1) {
            throw wrong("--step stops one scenario at a time, and --parallel asks for " + parallel);
        }
        if (repeat < 1) {
            throw wrong("--repeat must be 1 or more, not " + repeat);
        }
        System.setProperty(Parallelism.PROPERTY, Integer.toString(parallel()));
        System.setProperty(RunSettings.TIMEOUT_FACTOR, Double.toString(timeoutFactor));
        System.setProperty(RunSettings.KEEP_FAILED, Boolean.toString(keepFailed));
    }

    /** {@return whether nothing is to be started} */
    boolean dryRun() {
        return dryRun;
    }

    /** {@return how many scenarios run at once} */
    int parallel() {
        if (step) {
            return 1;
        }
        return parallel == null ? Parallelism.ofThisMachine() : parallel;
    }

    /** {@return whether each step is waited with until somebody asks for it} */
    boolean step() {
        return step;
    }

    /** {@return how many times all of them run} */
    int rounds() {
        return repeat;
    }

    /** {@return how long each kind of waiting may take} */
    Timeouts timeouts() {
        return new Timeouts(timeoutFactor);
    }

    /** {@return whether a broken promise ends the run} */
    boolean failFast() {
        return failFast;
    }

    /** {@return whether what failed scenarios made is to be looked at} */
    boolean keepFailed() {
        return keepFailed;
    }
}
