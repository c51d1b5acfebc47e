package dev.holdfast.report.saved;

import dev.holdfast.guarantee.Outcome;
import java.util.List;

/**
 * What was found out about one guarantee in one scenario.
 *
 * @param guarantee the guarantee's id
 * @param outcome what its history showed
 * @param sentence what was seen, or what is missing
 * @param evidence the entries of the history that the sentence speaks of, by their index
 */
public record SavedVerdict(String guarantee, Outcome outcome, String sentence, List<Long> evidence) {
    /** Copies the evidence; none when there is none. */
    public SavedVerdict {
        sentence = sentence == null ? "" : sentence;
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
}
