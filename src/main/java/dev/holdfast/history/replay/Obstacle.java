package dev.holdfast.history.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that stands in the way of what a set is to come to.
 *
 * @param subject what it is about, as {@code pod web-0}
 * @param state how that is, as {@code Pending}
 * @param reason why, to follow the state, in the words of the cluster; empty when nothing is said
 * @param since when it was first seen to be so, by the recorder's clock
 */
public record Obstacle(String subject, String state, String reason, Instant since) {

    /** {@return what stands in the way, as a clause that is the same by any clock} */
    public String what() {
        return subject + " is " + state + reason;
    }

    /**
     * What stands in the way and how long it has.
     *
     * @param now what time it is by the recorder's clock
     * @return a clause
     */
    public String what(Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        return subject + " has been " + state + " for " + seconds + " s" + reason;
    }

    /** Whether this is what was so before, whatever has been said of it since. */
    boolean goesOn(Obstacle before) {
        return state.equals(before.state) && kind(reason).equals(kind(before.reason));
    }

    private static String kind(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }
}
