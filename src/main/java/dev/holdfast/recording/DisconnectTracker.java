package dev.holdfast.recording;

import java.time.Duration;
import java.util.Optional;

/** For how long a stream had no connection, since it had its first one: the longest time without, and all of them together. */
final class DisconnectTracker {

    private Duration longest = Duration.ZERO;
    private Duration before = Duration.ZERO;
    private Optional<Long> since = Optional.empty();

    /** The connection ended, or could not be had again. */
    synchronized void begins() {
        if (since.isEmpty()) {
            since = Optional.of(System.nanoTime());
        }
    }

    /** There is a connection. */
    synchronized void ends() {
        longest = longest();
        before = total();
        since = Optional.empty();
    }

    /** {@return for how long there has been no connection; 0 while there is one} */
    synchronized Duration current() {
        return since.map(begin -> Duration.ofNanos(System.nanoTime() - begin)).orElse(Duration.ZERO);
    }

    /** {@return the longest time without a connection, the one that lasts included} */
    synchronized Duration longest() {
        Duration current = current();
        return current.compareTo(longest) > 0 ? current : longest;
    }

    /** {@return all the time without a connection, added up, what lasts included} */
    synchronized Duration total() {
        return before.plus(current());
    }
}
