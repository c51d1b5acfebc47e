package dev.holdfast.run;

/** Does something when this process is told to end (Ctrl-C, SIGTERM), for as long as it is open. */
final class ShutdownHook implements AutoCloseable {

    private final Thread hook;

    ShutdownHook(Runnable action) {
        hook = new Thread(action, "on shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, so the action is being done.
            return;
        }
    }
}
