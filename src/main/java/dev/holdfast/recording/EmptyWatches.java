package dev.holdfast.recording;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Notices that watches end again and again and bring nothing although there is something to bring: the server has forgotten
 * the version that they are to begin with, and nobody said so (something between here and there swallowed its answer).
 */
final class EmptyWatches {

    /** So often may a watch end in a row without having brought anything, before it is looked at what it ought to bring. */
    private static final int PATIENCE = 5;
    /** So many more of them may break off before they have brought what there is: the connection may be a bad one. */
    private static final int CHANCES = 2;

    /** What a watch that ended says of those after it. */
    enum Finding {
        /** Nothing. */
        USUAL,
        /** What they ought to bring is to be found out. */
        TO_BE_CHECKED,
        /** They do not bring what there is. */
        SHOWN_BLIND
    }

    private int inARow;
    private Optional<CompletableFuture<Void>> expected = Optional.empty();

    /** A watch brought something. */
    void brought() {
        startOver();
    }

    /** What there is was listed: watches begin with another version. */
    void startOver() {
        inARow = 0;
        expected = Optional.empty();
    }

    /**
     * The next watches should bring this.
     *
     * @param all done when everything that there is has been seen
     */
    void shouldBring(CompletableFuture<Void> all) {
        inARow = 0;
        expected = Optional.of(all);
    }

    /** {@return what it says that a watch ended} */
    Finding ended() {
        inARow++;
        if (expected.isEmpty()) {
            return inARow < PATIENCE ? Finding.USUAL : Finding.TO_BE_CHECKED;
        }
        if (expected.get().isDone()) {
            startOver();
            return Finding.USUAL;
        }
        return inARow < CHANCES ? Finding.USUAL : Finding.SHOWN_BLIND;
    }
}
