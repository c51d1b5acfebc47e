package dev.holdfast.guarantee;

import dev.holdfast.history.Entry;
import java.util.List;

/**
 * How a guarantee was judged, and why.
 *
 * @param sentence one sentence without a final stop: what was seen, or what is missing; where the same was seen several times, the
 *     first time, with the number of the others
 * @param evidence the entries that the sentence speaks of, in the order in which they happened
 * @param others the other times, each with its own sentence and evidence, in the order in which they were decided
 */
public record Verdict(Outcome outcome, String sentence, List<Entry> evidence, List<Verdict> others) {
    /** Copies the lists. */
    public Verdict {
        evidence = List.copyOf(evidence);
        others = List.copyOf(others);
    }

    /** What was seen once. */
    public Verdict(Outcome outcome, String sentence, List<Entry> evidence) {
        this(outcome, sentence, evidence, List.of());
    }

    public static Verdict passed(String sentence) {
        return new Verdict(Outcome.PASSED, sentence, List.of());
    }

    public static Verdict failed(String sentence, List<? extends Entry> evidence) {
        return new Verdict(Outcome.FAILED, sentence, List.copyOf(evidence));
    }

    public static Verdict notApplicable(String sentence) {
        return new Verdict(Outcome.NOT_APPLICABLE, sentence, List.of());
    }

    public static Verdict inconclusive(String sentence, List<? extends Entry> evidence) {
        return new Verdict(Outcome.INCONCLUSIVE, sentence, List.copyOf(evidence));
    }

    /** Whether it is inconclusive because there was nothing to judge, and not because something kept it from being judged. */
    public boolean sawNothing() {
        return outcome == Outcome.INCONCLUSIVE && evidence.isEmpty();
    }
}
