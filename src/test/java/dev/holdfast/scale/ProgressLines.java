package dev.holdfast.scale;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says every ten seconds how far something has come. */
final class ProgressLines implements AutoCloseable {

    /** How many seconds are between two lines. */
    static final int SECONDS = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private ProgressLines() {}

    /**
     * Begins to say it.
     *
     * @param check who says it
     * @param line how far it has come
     */
    @SuppressWarnings("FutureReturnValueIgnored") // It lasts until it is closed.
    static ProgressLines of(String check, Supplier<String> line) {
        ProgressLines lines = new ProgressLines();
        lines.clock.scheduleAtFixedRate(
                () -> System.out.println(check + ": " + line.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
        return lines;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
