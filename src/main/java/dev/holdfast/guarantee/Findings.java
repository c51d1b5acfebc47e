package dev.holdfast.guarantee;

import dev.holdfast.history.Entry;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a guarantee found in a history, and the verdict that follows from it. */
final class Findings {
    private final Optional<Gap> gap;
    private final List<Verdict> broken = new ArrayList<>();
    private final List<Verdict> open = new ArrayList<>();
    private int judged;

    /**
     * Begins to judge.
     *
     * @param kinds the kinds whose events the guarantee needs without a gap
     */
    Findings(History history, String... kinds) {
        this.gap = history.gaps(kinds).stream().findFirst();
    }

    /** Something was judged, and was as promised or is reported apart. */
    void judged() {
        judged++;
    }

    boolean anythingJudged() {
        return judged > 0;
    }

    /** A violation shown by these entries and by all that happened before the last of them. */
    void broken(String sentence, Entry... evidence) {
        Verdict verdict = Verdict.failed(sentence, ordered(evidence));
        boolean beforeGap = gap.isEmpty()
                || verdict.evidence().stream()
                        .allMatch(entry -> entry.index() < gap.get().index());
        if (beforeGap) {
            broken.add(verdict);
        }
    }

    /** A violation shown by one entry, whatever else happened. */
    void brokenAlone(String sentence, Entry evidence) {
        broken.add(Verdict.failed(sentence, List.of(evidence)));
    }

    /** A violation that consists in something not having happened at all. */
    void missing(String sentence, Entry... evidence) {
        if (gap.isEmpty()) {
            broken.add(Verdict.failed(sentence, ordered(evidence)));
        }
    }

    /** Something that ought to be judged and cannot. */
    void open(String sentence, Entry... evidence) {
        open.add(Verdict.inconclusive(sentence, ordered(evidence)));
    }

    /**
     * The verdict.
     *
     * @param kept the sentence when all that was judged was as promised
     * @param nothing the sentence when there was nothing to judge
     */
    Verdict verdict(String kept, String nothing) {
        if (!broken.isEmpty()) {
            return firstOf(broken);
        }
        if (gap.isPresent()) {
            return Verdict.inconclusive(
                    "the history has a gap, so that what happened is not known: "
                            + gap.get().reason(),
                    List.of(gap.get()));
        }
        if (!open.isEmpty()) {
            return firstOf(open);
        }
        return judged == 0 ? Verdict.inconclusive(nothing, List.of()) : Verdict.passed(kept);
    }

    private static Verdict firstOf(List<Verdict> found) {
        Verdict first = found.get(0);
        for (Verdict other : found) {
            if (decided(other) < decided(first)) {
                first = other;
            }
        }
        if (found.size() == 1) {
            return first;
        }
        String more = first.sentence() + " (and " + (found.size() - 1) + " more)";
        return new Verdict(first.outcome(), more, first.evidence());
    }

    private static long decided(Verdict verdict) {
        List<Entry> evidence = verdict.evidence();
        return evidence.isEmpty()
                ? Long.MAX_VALUE
                : evidence.get(evidence.size() - 1).index();
    }

    private static List<Entry> ordered(Entry... evidence) {
        List<Entry> entries = new ArrayList<>(List.of(evidence));
        entries.sort(Comparator.comparingLong(Entry::index));
        return entries;
    }
}
