package dev.holdfast.report.saved;

import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all scenarios of a run together say about one guarantee.
 *
 * @param id its id
 * @param statement what it promises
 * @param consequence why it matters, where that was saved
 * @param source where the promise is written
 * @param outcome the worst that any scenario showed of it
 * @param scenarios the titles of the scenarios that say something about it, by what they say
 */
public record SavedGuarantee(
        String id,
        String statement,
        Optional<Consequence> consequence,
        String source,
        Outcome outcome,
        Map<Outcome, List<String>> scenarios) {
    /** Copies the scenarios; none when there are none. */
    public SavedGuarantee {
        statement = statement == null ? "" : statement;
        source = source == null ? "" : source;
        scenarios = scenarios == null ? Map.of() : new LinkedHashMap<>(scenarios);
    }
}
