package dev.holdfast.scenario;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows, when something was waited for in vain, whether the controller was at work: only then does it say something about
 * the controller that it did not come.
 */
public final class Witness {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private Optional<Runnable> way = Optional.empty();

    /**
     * From now on it is shown by this.
     *
     * @param control has the controller do something, and waits for that
     */
    public void by(Runnable control) {
        way = Optional.of(control);
    }

    /**
     * Shows it, once. That it cannot be shown is no reason to fail: the scenario has one already.
     *
     * @return how long it took, or nothing when it was not shown
     */
    Optional<Duration> run() {
        Optional<Runnable> once = way;
        way = Optional.empty();
        long begin = System.nanoTime();
        try {
            once.ifPresent(Runnable::run);
            return once.map(any -> Duration.ofNanos(System.nanoTime() - begin));
        } catch (RuntimeException | NotKeptError notShown) {
            LOG.debug("nothing shows that the controller was at work", notShown);
            return Optional.empty();
        }
    }
}
