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
 * @param others the other times that the same was seen
 */
public record SavedVerdict(
        String guarantee, Outcome outcome, String sentence, List<Long> evidence, List<SavedOther> others) {

    /**
     * Another time that the same was seen.
     *
     * @param sentence what was seen
     * @param evidence the entries of the history that the sentence speaks of, by their index
     */
    public record SavedOther(String sentence, List<Long> evidence) {
        /** Copies the evidence; none when there is none. */
        public SavedOther {
            sentence = sentence == null ? "" : sentence;
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    /** Copies the lists; none when there are none. */
    public SavedVerdict {
        sentence = sentence == null ? "" : sentence;
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        others = others == null ? List.of() : List.copyOf(others);
    }

    /** {@return what was seen the first time, without the number of the others} */
    public String first() {
        String number = " (and " + others.size() + " more)";
        return others.isEmpty() || !sentence.endsWith(number)
                ? sentence
                : sentence.substring(0, sentence.length() - number.length());
    }
}
