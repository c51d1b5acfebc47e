package dev.holdfast.scenario;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be taken away again, the latest first. It is written down before the thing is made, so that nothing is
 * forgotten when making it fails half-way. Taking away never fails a scenario: what goes wrong is logged, and the rest is
 * taken away all the same.
 */
public final class CleanUp {

    private record Entry(String what, Runnable remove) {}

    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * Writes down what is about to be made.
     *
     * @param what what it is, for the log
     * @param remove takes it away; it may not exist
     */
    public void register(String what, Runnable remove) {
        entries.push(new Entry(what, remove));
    }

    /** Takes everything away. */
    void run() {
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            try {
                entry.remove().run();
            } catch (RuntimeException failed) {
                LOG.warn("could not remove {}: {}", entry.what(), failed.toString());
                LOG.debug("could not remove {}", entry.what(), failed);
            }
        }
    }
}
