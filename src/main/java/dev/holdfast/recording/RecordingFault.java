package dev.holdfast.recording;

import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What kept the recording of a scenario from following the cluster. What was seen stays seen; but that something was not
 * seen in time proves nothing then: the cluster may not have been able to do it, or this process to hear of it.
 */
public final class RecordingFault {

    /** Shorter than that a connection is taken up again by anybody, controllers included, without anything being late. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    /** A recording that is further behind than that was not following. */
    private static final Duration FOLLOWING = Duration.ofSeconds(5);

    private RecordingFault() {}

    /**
     * Finds it.
     *
     * @param history all that was recorded
     * @param absence the longest time for which there was no connection
     * @param behind how long the recording took at the end to have everything
     * @return the disturbance as a clause, or nothing when there was none
     */
    public static Optional<String> of(History history, Duration absence, Duration behind) {
        Optional<String> gap = history.entries().stream()
                .filter(Gap.class::isInstance)
                .map(entry -> "the recording has a gap: " + ((Gap) entry).reason())
                .findFirst();
        if (gap.isPresent()) {
            return gap;
        }
        if (absence.compareTo(NOTICED) > 0) {
            return Optional.of("the API server could not be reached for " + seconds(absence));
        }
        return behind.compareTo(FOLLOWING) > 0
                ? Optional.of("the recording was " + seconds(behind) + " behind the API server")
                : Optional.empty();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
