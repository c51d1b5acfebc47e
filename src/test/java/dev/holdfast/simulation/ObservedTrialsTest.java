package dev.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.observer.ObservedAgain;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;

/** A life that is observed in windows is called broken where the whole of it is, and nowhere else. */
class ObservedTrialsTest {
    private static final int LIVES = Integer.getInteger("holdfast.lives", 600) / 4;
    private static final String BOTH = "found by both";
    private static final Duration REST = Duration.ofMillis(1500);
    private static final Duration STEP = Duration.ofMillis(400);

    @Example
    void noLifeIsCalledBrokenInWindowsOnly() {
        Search search = Search.among(Trials.watched(Lives.any()), LIVES, trial -> differences(trial.history()));
        System.out.println("observed otherwise in " + LIVES + " lives: " + search.times());

        assertThat(search.other(BOTH::equals)).isEmpty();
    }

    /** What a set lacks at one moment may come later where a controller is wrong, which is told by another guarantee then. */
    @Example
    void whatAFaultBreaksIsFoundInWindows() {
        Map<String, Integer> found = new TreeMap<>();
        for (Fault fault : Fault.values()) {
            Search search = Search.among(Trials.watched(Lives.ordinary()), 8, trial -> {
                Map<String, String> differences = differences(trial.recording()
                        .of(trial.life().run(EnumSet.of(fault)), trial.life().version()));
                differences.keySet().removeIf(kind -> kind.startsWith("invented ") && differences.containsKey(BOTH));
                return differences;
            });
            search.times().forEach((kind, times) -> found.merge(kind, times, Integer::sum));
            assertThat(search.other(BOTH::equals)).as("%s", fault).isEmpty();
        }
        assertThat(found).as("what a fault broke").containsKey(BOTH);
    }

    private static Map<String, String> differences(History history) {
        Set<String> whole = new TreeSet<>();
        Judge.of(history, Runnable::run).stream()
                .filter(judgement -> judgement.verdict().outcome() == Outcome.FAILED)
                .forEach(judgement -> whole.add(judgement.guarantee().id()));
        Map<String, String> observed = new ObservedAgain(history, REST, STEP).broken();
        Map<String, String> differences = new TreeMap<>();
        observed.forEach((id, sentence) -> {
            if (!whole.contains(id)) {
                differences.put("invented " + id, sentence);
            }
        });
        whole.stream().filter(id -> !observed.containsKey(id)).forEach(id -> differences.put("missed " + id, id));
        whole.stream().filter(observed::containsKey).forEach(id -> differences.put(BOTH, id));
        return differences;
    }
}
