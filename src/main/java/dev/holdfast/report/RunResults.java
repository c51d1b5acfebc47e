package dev.holdfast.report;

import dev.holdfast.diagnosis.SavedDiagnosis;
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
    private final Map<String, List<ReportedVerdict>> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Path> histories = new ConcurrentHashMap<>();
    private final Map<String, String> disturbances = new ConcurrentHashMap<>();
    private final Map<String, SavedDiagnosis> diagnoses = new ConcurrentHashMap<>();
    private final Map<String, Waited> waited = new ConcurrentHashMap<>();
    private final List<ScenarioResult> ended = new ArrayList<>();
    private final Plan plan;
    private final List<Kept> kept = new ArrayList<>();
    private boolean closed;

    /**
     * Begins with nothing.
     *
     * @param plan what is to run
     * @param listener is told of each scenario as it ends, one after another
     */
    public RunResults(Plan plan, Consumer<ScenarioResult> listener) {
        this.plan = plan;
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
            List<ReportedVerdict> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.add(new ReportedVerdict(guarantee, verdict));
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

    /**
     * Reports that in a scenario it proves nothing when something was not seen.
     *
     * @param scenario the id that Cucumber gave this execution of the scenario
     * @param reason why, as a clause
     */
    public void disturbed(String scenario, String reason) {
        disturbances.put(scenario, reason);
    }

    /**
     * Reports what was saved of a scenario that did not pass.
     *
     * @param scenario the id that Cucumber gave this execution of the scenario
     * @param saved what was saved, and what was not
     */
    public void diagnosed(String scenario, SavedDiagnosis saved) {
        diagnoses.put(scenario, saved);
    }

    /**
     * Reports how much of a scenario was waiting for the cluster.
     *
     * @param scenario the id that Cucumber gave this execution of the scenario
     * @param times what it waited for
     */
    public void waited(String scenario, Waited times) {
        waited.put(scenario, times);
    }

    Waited waited(String scenario) {
        return waited.getOrDefault(scenario, Waited.NOTHING);
    }

    List<ReportedVerdict> verdicts(String scenario) {
        return verdicts.getOrDefault(scenario, List.of());
    }

    Optional<String> disturbance(String scenario) {
        return Optional.ofNullable(disturbances.get(scenario));
    }

    Optional<Path> history(String scenario) {
        return Optional.ofNullable(histories.get(scenario));
    }

    Optional<SavedDiagnosis> diagnosis(String scenario) {
        return Optional.ofNullable(diagnoses.get(scenario));
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

    /**
     * Reports that what a scenario made was left where it is.
     *
     * @param left where it is
     */
    public synchronized void kept(Kept left) {
        kept.add(left);
    }

    /** {@return what was left where it is} */
    public synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** {@return whether there is no result of something that was to run} */
    public boolean incomplete() {
        return !plan.missing(scenarios()).isEmpty();
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
     * What the run showed as a whole: broken if any scenario is, inconclusive if any is, if there was none, or if one that
     * was to run did not.
     *
     * @return {@code FAILED}, {@code INCONCLUSIVE} or {@code PASSED}
     */
    public Outcome outcome() {
        List<ScenarioResult> all = scenarios();
        if (all.stream().anyMatch(each -> each.outcome() == Outcome.FAILED)) {
            return Outcome.FAILED;
        }
        if (all.isEmpty() || incomplete() || all.stream().anyMatch(each -> each.outcome() == Outcome.INCONCLUSIVE)) {
            return Outcome.INCONCLUSIVE;
        }
        return Outcome.PASSED;
    }
}
