package dev.holdfast.report;

import dev.holdfast.guarantee.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of each scenario in how many rounds it ended how, where a run has several. */
record RoundLines(Terminal terminal) {

    List<String> of(List<ScenarioResult> results, Plan plan) {
        if (plan.rounds() == 1) {
            return List.of();
        }
        Map<String, Map<Outcome, Integer>> scenarios = new LinkedHashMap<>();
        for (ScenarioResult result : results) {
            scenarios
                    .computeIfAbsent(result.title(), none -> new EnumMap<>(Outcome.class))
                    .merge(result.outcome(), 1, Integer::sum);
        }
        List<String> lines = new ArrayList<>();
        scenarios.forEach((title, outcomes) -> lines.add(line(title, outcomes)));
        return lines;
    }

    private String line(String title, Map<Outcome, Integer> outcomes) {
        Outcome worst = Outcome.worstFirst().stream()
                .filter(outcomes::containsKey)
                .findFirst()
                .orElseThrow();
        int all = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        List<String> parts = new ArrayList<>();
        outcomes.forEach((outcome, count) -> parts.add(count + " " + Summary.word(outcome)));
        return "  " + terminal.sign(worst) + " " + title + " [" + all + (all == 1 ? " round: " : " rounds: ")
                + String.join(", ", parts) + "]";
    }
}
