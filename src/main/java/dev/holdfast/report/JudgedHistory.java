package dev.holdfast.report;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A saved history, and what guarantees say about it.
 *
 * @param file the file that it was read from
 * @param history the history
 * @param judgements what was judged, the worst first
 */
public record JudgedHistory(Path file, History history, List<Judgement> judgements) {

    /** Sorts them; those that are equally bad stay in their order. */
    public JudgedHistory {
        judgements = judgements.stream()
                .sorted(Comparator.comparing(
                        each -> Outcome.worstFirst().indexOf(each.verdict().outcome())))
                .toList();
    }

    /** {@return what it shows as a whole: the worst, or that nothing can be said where nothing was judged} */
    public Outcome outcome() {
        return judgements.isEmpty()
                ? Outcome.INCONCLUSIVE
                : judgements.get(0).verdict().outcome();
    }

    /** {@return how many guarantees were judged so} */
    long count(Outcome outcome) {
        return judgements.stream()
                .filter(each -> each.verdict().outcome() == outcome)
                .count();
    }
}
