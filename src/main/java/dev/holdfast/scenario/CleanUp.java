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

    private record Entry(String what, Runnable remove, boolean ofOthersToo) {}

    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * Writes down what is about to be made.
     *
     * @param what what it is, for the log
     * @param remove takes it away; it may not exist
     */
    public void register(String what, Runnable remove) {
        entries.push(new Entry(what, remove, false));
    }

    /**
     * Writes down what is about to be done to something that is not the scenario's own, such as a node. It is undone also when
     * all that the scenario made is kept.
     *
     * @param what what it is, for the log
     * @param undo undoes it; it may not have been done
     */
    public void registerUndo(String what, Runnable undo) {
        entries.push(new Entry(what, undo, true));
    }

    /** Undoes what was done to others' things, and leaves what the scenario made. */
    void undo() {
        entries.removeIf(entry -> !entry.ofOthersToo());
        run();
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
