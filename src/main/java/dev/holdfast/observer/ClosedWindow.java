package dev.holdfast.observer;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.History;
import java.util.List;

/**
 * A window of a set that is over, and how the guarantees were judged by it.
 *
 * @param history all that was recorded in it
 * @param judgements of those guarantees for which there was something to judge
 */
public record ClosedWindow(Subject set, History history, List<Judgement> judgements) {

    /** Copies the judgements. */
    public ClosedWindow {
        judgements = List.copyOf(judgements);
    }

    /** Whether it shows that a promise was broken. */
    public boolean broken() {
        return judgements.stream().anyMatch(each -> each.verdict().outcome() == Outcome.FAILED);
    }
}
