package dev.holdfast.history;

import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A history that is being written: entries are appended by the watches and the steps, and those who wait for something are woken
 * by the append that brings it. Safe for use by many threads.
 */
public final class HistoryLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Consumer<? super Entry> listener;
    private Entry[] entries = new Entry[256];
    private int size;
    private String end = "";

    /** A log that nobody listens to. */
    public HistoryLog() {
        this(entry -> {});
    }

    /**
     * A log with a listener, such as a {@link HistoryFile}.
     *
     * @param listener gets every entry, in order and one at a time, before anyone who waits sees it; should be quick
     */
    public HistoryLog(Consumer<? super Entry> listener) {
        this.listener = listener;
    }

    /** Appends an entry at the next position, and returns it so placed. */
    @SuppressWarnings("unchecked") // placed() keeps the type
    public <E extends Entry> E append(E entry) {
        lock.lock();
        try {
            Entry placed = entry.placed(size);
            listener.accept(placed);
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
            }
            entries[size++] = placed;
            changed.signalAll();
            return (E) placed;
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing will be appended any more, and why; whoever waits is told so at once. */
    public void end(String reason) {
        lock.lock();
        try {
            end = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many entries there are: the index of the next one. */
    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** All entries up to now; costs nothing until it is asked. */
    public History snapshot() {
        return History.ofPlaced(prefix());
    }

    /**
     * Waits for something in the whole history, past and to come.
     *
     * @param what what is waited for, to follow "Waited 30 s for"
     * @throws NotObservedException if it has not come within the deadline, the log has ended, or the thread was interrupted
     */
    public <T> T await(String what, Duration deadline, Awaited<T> awaited) {
        return awaitFrom(0, what, deadline, awaited);
    }

    /**
     * Waits for something that happens at or after a position, such as that of an action.
     *
     * @param from the index of the first entry that counts
     * @throws NotObservedException as {@link #await}
     */
    public <T> T awaitFrom(long from, String what, Duration deadline, Awaited<T> awaited) {
        long started = System.nanoTime();
        int taken = Math.toIntExact(from);
        while (true) {
            List<Entry> known = prefix();
            while (taken < known.size()) {
                awaited.next(known.get(taken++));
            }
            Optional<T> met = awaited.met();
            if (met.isPresent()) {
                return met.get();
            }
            Optional<String> stop = awaitMoreThan(taken, started, deadline);
            if (stop.isPresent()) {
                throw new NotObservedException(stop.get() + " " + what + "; " + awaited.seen());
            }
        }
    }

    /** Returns nothing when there are more entries than these, or why there will be none, as the start of a message. */
    private Optional<String> awaitMoreThan(int known, long started, Duration deadline) {
        lock.lock();
        try {
            while (size <= known) {
                long left = deadline.toNanos() - (System.nanoTime() - started);
                if (!end.isEmpty()) {
                    return Optional.of("The recording ended (" + end + ") while waiting for");
                }
                if (left <= 0) {
                    return Optional.of("Waited " + words(deadline) + " for");
                }
                changed.awaitNanos(left);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while waiting for");
        } finally {
            lock.unlock();
        }
    }

    private List<Entry> prefix() {
        lock.lock();
        try {
            return new Prefix(entries, size);
        } finally {
            lock.unlock();
        }
    }

    private static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? TimeUnit.MILLISECONDS.toSeconds(millis) + " s" : millis + " ms";
    }

    /** The first entries of an array of which this part never changes. */
    private static final class Prefix extends AbstractList<Entry> implements RandomAccess {
        private final Entry[] array;
        private final int length;

        Prefix(Entry[] array, int length) {
            this.array = array;
            this.length = length;
        }

        @Override
        public Entry get(int index) {
            if (index >= length) {
                throw new IndexOutOfBoundsException(index);
            }
            return array[index];
        }

        @Override
        public int size() {
            return length;
        }
    }
}
