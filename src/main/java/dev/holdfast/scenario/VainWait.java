package dev.holdfast.scenario;

import dev.holdfast.history.replay.Obstacle;
import dev.holdfast.history.replay.Obstacles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What it says that something was waited for in vain. It says something of the controller only where nothing else stood in the
 * way, and where it was so quick with something else that it must have had the time: on a starved machine nothing comes, and
 * nobody is to blame.
 *
 * @param limit for how long it was waited for
 * @param obstacles what stood in the way when it was given up
 * @param explanations why sets did not go on then, by what the server had of them, a sentence each; none when it could not be told
 * @param control how long the controller took for something else after that; nothing when that did not come either
 */
record VainWait(Duration limit, List<Obstacle> obstacles, List<String> explanations, Optional<Duration> control) {

    /** Whoever waited for less has given nobody the time. */
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    /** How many times as long as the controller takes for something else it was waited for at least. */
    private static final int CLEARLY = 5;

    /** {@return whether the controller was seen at work in so small a part of the time that it must have had it} */
    boolean hadTheTime() {
        return limit.compareTo(ENOUGH) >= 0
                && control.filter(took -> took.multipliedBy(CLEARLY).compareTo(limit) <= 0)
                        .isPresent();
    }

    /**
     * Why it did not come, as far as that is known.
     *
     * @param now what time it is by the recorder's clock
     * @return a clause
     */
    String words(Instant now) {
        if (!obstacles.isEmpty()) {
            return "what stood in the way: " + Obstacles.words(obstacles, now);
        }
        String nothing = "nothing that was recorded stood in the way, ";
        if (control.isEmpty()) {
            return nothing + "but nothing shows that the controller was at work: it made no pod for another set either";
        }
        String took = String.format(Locale.ROOT, "%.1f s", control.get().toMillis() / 1000.0);
        return nothing
                + (hadTheTime()
                        ? "and the controller was at work: it made a pod for another set within " + took
                        : "but it was not given enough time: a pod for another set took " + took);
    }
}
