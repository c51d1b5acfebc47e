package dev.holdfast.ownership;

/** Does something when this process is told to end (Ctrl-C, SIGTERM), for as long as it is open. */
public final class ShutdownHook implements AutoCloseable {

    private final Thread hook;

    /**
     * Opens it.
     *
     * @param action what is done; it is run on a thread of its own, and the process ends when it returns
     */
    public ShutdownHook(Runnable action) {
        hook = new Thread(action, "on shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on nothing is done, unless the process is ending already. */
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
