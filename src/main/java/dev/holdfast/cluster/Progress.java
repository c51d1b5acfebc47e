package dev.holdfast.cluster;

/** Tells the person who waits what is being done, one line at a time. */
@FunctionalInterface
public interface Progress {

    /**
     * Says one line.
     *
     * @param line what is being done, without a line end
     */
    void say(String line);
}
