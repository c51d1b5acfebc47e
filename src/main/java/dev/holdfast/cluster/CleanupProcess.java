package dev.holdfast.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that outlives this one by as long as it takes to remove what a run left in a Docker engine: it notices the end
 * of its standard input, however that comes about. When this process is told to end, Testcontainers removes the container
 * first, and the janitor finds nothing left but the run's folder.
 */
final class CleanupProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Process process;

    private CleanupProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param program the program {@code holdfast-janitor}
     * @param engine the engine's address
     * @param run the run
     * @param log the file for what it complains about
     * @throws ClusterRefusedException when it cannot be started
     */
    static CleanupProcess start(Path program, URI engine, DockerRun run, Path log) {
        // In a session of its own: neither Ctrl-C nor the end of this process's terminal is for it.
        List<String> command = List.of(
                "setsid",
                program.toString(),
                "--engine",
                engine.toString(),
                "--label",
                DockerRun.LABEL + "=" + run.id(),
                "--folder",
                run.folder().toString());
        try {
            return new CleanupProcess(new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new ClusterRefusedException("cannot run " + program + ": " + e.getMessage());
        }
    }

    /** Has it remove now whatever is left, and returns when it has. */
    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            // It has ended already, because somebody killed it; the next run sweeps in its place.
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
