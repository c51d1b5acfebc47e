package dev.holdfast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once. */
final class ConcurrentTasks implements AutoCloseable {

    private final ExecutorService threads;

    /** Is ready at once. What it does may have it do more. */
    ConcurrentTasks() {
        threads = Executors.newCachedThreadPool(work -> {
            Thread made = new Thread(work, "preflight");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Does everything, and returns when all of it is done.
     *
     * @param work what is to be done
     * @param <T> what comes of it
     * @return what came of it, in the same order
     * @throws RuntimeException what the first of them threw, in that order
     */
    <T> List<T> all(List<? extends Callable<T>> work) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster was looked at", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
