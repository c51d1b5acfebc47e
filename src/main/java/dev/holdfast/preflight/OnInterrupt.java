package dev.holdfast.preflight;

/** Does something when the process is told to end, for as long as it is open. */
final class OnInterrupt implements AutoCloseable {

    private final Thread hook;

    OnInterrupt(Runnable action) {
        hook = new Thread(action, "end of the preflight");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It is being done.
            return;
        }
    }
}
