package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Everything that was judged in one run. Scenarios add to it from several threads at once; whoever wants to know of each
 * scenario as it ends listens.
 */
public final class RunResults {

    private static final AtomicReference<RunResults> CURRENT = new AtomicReference<>();

    private final Consumer<ScenarioResult> listener;
    private final Map<String, List<Judged>> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Path> histories = new ConcurrentHashMap<>();
    private final List<ScenarioResult> ended = new ArrayList<>();
    private boolean closed;

    /**
     * Begins with nothing.
     *
     * @param listener is told of each scenario as it ends, one after another
     */
    public RunResults(Consumer<ScenarioResult> listener) {
        this.listener = listener;
    }

    /**
     * The results of the run that is going on in this process.
     *
     * @return where scenarios report to
     * @throws IllegalStateException when no run has begun
     */
    public static RunResults current() {
        RunResults current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("no run has begun: scenarios run inside `holdfast verify` or `mvn verify`");
        }
        return current;
    }

    /** Makes these the results that scenarios report to from now on. */
    public void begin() {
        CURRENT.set(this);
    }

    /**
     * Reports what the history of a scenario says about a guarantee.
     *
     * @param scenario the id that Cucumber gave this execution of the scenario
     * @param guarantee the guarantee's id
     * @param verdict what was found
     */
    public void judged(String scenario, String guarantee, Verdict verdict) {
        verdicts.compute(scenario, (id, before) -> {
            List<Judged> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.add(new Judged(guarantee, verdict));
            return all;
        });
    }

    /**
     * Reports where the history of a scenario was saved.
     *
     * @param scenario the id that Cucumber gave this execution of the scenario
     * @param file the file
     */
    public void saved(String scenario, Path file) {
        histories.put(scenario, file);
    }

    List<Judged> verdicts(String scenario) {
        return verdicts.getOrDefault(scenario, List.of());
    }

    Optional<Path> history(String scenario) {
        return Optional.ofNullable(histories.get(scenario));
    }

    /**
     * Adds a scenario that ended, and tells the listener. After {@link #close()} nothing is added any more.
     *
     * @param result how it ended
     */
    public synchronized void ended(ScenarioResult result) {
        if (!closed) {
            ended.add(result);
            listener.accept(result);
        }
    }

    /** Ends the run for the results: scenarios that are still going on say nothing any more. */
    public synchronized void close() {
        closed = true;
    }

    /** {@return all scenarios that ended, in the order in which they did} */
    public synchronized List<ScenarioResult> scenarios() {
        return List.copyOf(ended);
    }

    /**
     * What the run showed as a whole: broken if any scenario is, inconclusive if any is or if there was none.
     *
     * @return {@code FAILED}, {@code INCONCLUSIVE} or {@code PASSED}
     */
    public Outcome outcome() {
        List<ScenarioResult> all = scenarios();
        if (all.stream().anyMatch(each -> each.outcome() == Outcome.FAILED)) {
            return Outcome.FAILED;
        }
        if (all.isEmpty() || all.stream().anyMatch(each -> each.outcome() == Outcome.INCONCLUSIVE)) {
            return Outcome.INCONCLUSIVE;
        }
        return Outcome.PASSED;
    }
}
