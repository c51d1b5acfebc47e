package dev.holdfast.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run sets out to do.
 *
 * @param scenarios the titles of the scenarios, each as often as there are scenarios of that title
 * @param rounds how many times all of them run
 */
public record Plan(List<String> scenarios, int rounds) {

    /** The plan of a run of which nobody knows what is to run. */
    public static final Plan UNKNOWN = new Plan(List.of(), 1);

    /** Keeps its own copy. */
    public Plan {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Finds what did not end.
     *
     * @param ended what ended
     * @return for each title how many results are missing, in the order of the plan
     */
    Map<String, Integer> missing(List<ScenarioResult> ended) {
        Map<String, Integer> missing = new LinkedHashMap<>();
        scenarios.forEach(title -> missing.merge(title, rounds, Integer::sum));
        ended.forEach(result -> missing.computeIfPresent(result.title(), (title, left) -> left - 1));
        missing.values().removeIf(left -> left <= 0);
        return missing;
    }
}
