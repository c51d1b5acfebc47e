package dev.holdfast.cli;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast verify}: starts a cluster, runs the specification on it, tells what it showed. */
@Command(
        name = "verify",
        description = {
            "Runs the specification on a Kubernetes of its own.",
            "The cluster is built on this machine (the first time takes about ten minutes), started, and removed at the end."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @Mixin
    private VerifyOptions options = new VerifyOptions();

    @Override
    public Integer call() throws IOException {
        options.apply();
        Specification specification = new Specification(options.features(), options.parallel());
        options.tags().ifPresent(tags -> {
            new Selection(tags).objection(specification.tags()).ifPresent(objection -> {
                throw options.wrong(objection);
            });
            specification.select(tags);
        });
        try (VerifyRun run = VerifyRun.start(options, parent.terminal())) {
            Optional<Throwable> thrown = specification.run(run.cancellation());
            Outcome outcome = run.end();
            return thrown.isPresent() && outcome == Outcome.PASSED ? broken(thrown.get()) : ExitCode.of(outcome);
        }
    }

    /** Whatever was thrown, the scenarios did not all say how they ended, so nothing good can be concluded. */
    private int broken(Throwable thrown) {
        LoggerFactory.getLogger(VerifyCommand.class).error("the specification did not run as a whole", thrown);
        Terminal terminal = parent.terminal();
        terminal.error("not every scenario could be judged; details are in "
                + options.report().resolve(VerifyOptions.LOG));
        return ExitCode.INCONCLUSIVE;
    }
}
