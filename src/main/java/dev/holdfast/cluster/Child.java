package dev.holdfast.cluster;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program that this process started and that must not outlive it. What it says on its standard error is passed on line
 * by line and kept in a log file; its standard input stays open for as long as it is wanted, so that it notices when
 * this process dies, however that happens.
 */
public final class Child implements AutoCloseable {

    private static final String ERROR = "error: ";

    /** How long it may take to end when it is asked to: a cluster has several nodes to take down. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Process process;
    private final Thread messages;
    private final Thread onExit;
    private final boolean endsWithInput;
    private final AtomicReference<String> lastError = new AtomicReference<>();

    private Child(Process process, Path log, Progress progress, boolean endsWithInput) {
        this.process = process;
        this.endsWithInput = endsWithInput;
        this.messages = new Thread(() -> forward(log, progress), "messages of pid " + process.pid());
        this.messages.setDaemon(true);
        this.messages.start();
        this.onExit = new Thread(this::end, "end of pid " + process.pid());
        try {
            Runtime.getRuntime().addShutdownHook(onExit);
        } catch (IllegalStateException e) {
            end();
            throw new ClusterFailedException("interrupted", e);
        }
    }

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     * @param log the file that its messages are appended to
     * @param progress is told each line of its messages
     * @param endsWithInput whether it ends when its standard input is closed
     * @throws ClusterRefusedException when the program cannot be run, or there can be no folder for the log
     */
    public static Child start(
            List<String> command, Path directory, Path log, Progress progress, boolean endsWithInput) {
        makeFolder(log.toAbsolutePath().getParent());
        try {
            Process process =
                    new ProcessBuilder(command).directory(directory.toFile()).start();
            return new Child(process, log, progress, endsWithInput);
        } catch (IOException e) {
            throw new ClusterRefusedException("cannot run " + command.get(0) + ": " + e.getMessage());
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ClusterRefusedException("the folder " + folder + " for logs and results cannot be made: "
                    + e.getClass().getSimpleName() + " at " + e.getMessage());
        }
    }

    /** {@return what it prints on its standard output} */
    public BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** {@return what it reads on its standard input; closing it asks it to end, if it ends with its input} */
    public BufferedWriter input() {
        return process.outputWriter(StandardCharsets.UTF_8);
    }

    /** {@return what it writes to its standard output, where that is not text} */
    InputStream bytes() {
        return process.getInputStream();
    }

    /** {@return the sentence of its last message that says what was wrong, if it said any} */
    public Optional<String> error() {
        return Optional.ofNullable(lastError.get());
    }

    /** {@return whether it runs} */
    public boolean running() {
        return process.isAlive();
    }

    /**
     * Waits until it ends by itself and all its messages were passed on.
     *
     * @return its exit code
     */
    int await() throws InterruptedException {
        int code = process.waitFor();
        messages.join();
        return code;
    }

    /** Makes it end, and returns when it has. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // This process is ending, and the hook does what was just done.
            return;
        }
    }

    /** The three ways to ask, each firmer than the one before. */
    private void end() {
        boolean interrupted = Thread.interrupted();
        try {
            if (process.isAlive() && endsWithInput) {
                closeInput();
                awaitEnd();
            }
            if (process.isAlive()) {
                process.destroy();
                awaitEnd();
            }
            if (process.isAlive()) {
                process.destroyForcibly();
                awaitEnd();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeInput() {
        try {
            input().close();
        } catch (IOException e) {
            // It has closed its end already, so it is ending.
            return;
        }
    }

    private void awaitEnd() throws InterruptedException {
        if (process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            messages.join(GRACE.toMillis());
        }
    }

    private void forward(Path log, Progress progress) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
                BufferedWriter copy = Files.newBufferedWriter(
                        log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                if (line.startsWith(ERROR)) {
                    lastError.set(line.substring(ERROR.length()));
                } else {
                    progress.say(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pass on what a program says", e);
        }
    }
}
