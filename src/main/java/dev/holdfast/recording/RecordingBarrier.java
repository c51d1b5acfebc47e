package dev.holdfast.recording;

import java.util.Optional;

/** Brings a scenario's history up to the moment, once there is a recording that writes it. */
public final class RecordingBarrier {

    private Optional<Runnable> way = Optional.empty();

    /**
     * From now on it is brought up by this.
     *
     * @param recording returns when all is written that had happened up to the call
     */
    public void by(Runnable recording) {
        way = Optional.of(recording);
    }

    /**
     * Returns when everything is in the history that had happened up to the call.
     *
     * @throws IllegalStateException when the recording does not get there
     */
    public void run() {
        way.ifPresent(Runnable::run);
    }
}
