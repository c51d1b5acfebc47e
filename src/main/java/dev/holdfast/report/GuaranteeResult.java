package dev.holdfast.report;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all scenarios of a run together say about one guarantee.
 *
 * @param id its id
 * @param statement what it promises
 * @param consequence why it matters
 * @param source where the promise is written
 * @param outcome the worst that any scenario showed of it
 * @param scenarios the titles of the scenarios that say something about it, by what they say
 */
public record GuaranteeResult(
        String id,
        String statement,
        Consequence consequence,
        String source,
        Outcome outcome,
        Map<Outcome, List<String>> scenarios) {

    /**
     * Sums up by guarantee.
     *
     * @param results how the scenarios ended
     * @return the guarantees that any of them says something about, in the order of the catalogue
     */
    public static List<GuaranteeResult> of(List<ScenarioResult> results) {
        List<GuaranteeResult> all = new ArrayList<>();
        for (Guarantee guarantee : Catalogue.all()) {
            Map<Outcome, List<String>> scenarios = new LinkedHashMap<>();
            for (ScenarioResult result : results) {
                result.about(guarantee.id()).ifPresent(outcome -> scenarios
                        .computeIfAbsent(outcome, none -> new ArrayList<>())
                        .add(result.title()));
            }
            Optional<Outcome> worst =
                    Outcome.worstFirst().stream().filter(scenarios::containsKey).findFirst();
            worst.ifPresent(outcome -> all.add(new GuaranteeResult(
                    guarantee.id(),
                    guarantee.statement(),
                    guarantee.consequence(),
                    guarantee.source(),
                    outcome,
                    scenarios)));
        }
        return all;
    }
}
