package dev.holdfast.simulation;

import dev.holdfast.history.History;

/** A life and how it is recorded: all that a history follows from. */
record Trial(Life life, Recording recording) {
    History history() {
        return recording.of(life.run(), life.version());
    }

    @Override
    public String toString() {
        return life + "\n" + recording;
    }
}
