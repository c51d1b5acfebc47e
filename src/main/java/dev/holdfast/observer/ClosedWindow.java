package dev.holdfast.observer;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.History;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.SetTimeline;
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

    /** How many pods of the set were deleted in it by nobody who is on record. */
    public long unattributedDeletions() {
        SetTimeline timeline = set.timeline(history.judged());
        Attribution attribution = Attribution.of(timeline);
        return timeline.incarnations().stream()
                .filter(pod -> pod.firstTerminating().isPresent())
                .filter(pod -> attribution.actor(pod) == DeletionActor.UNKNOWN)
                .count();
    }

    /** Whether it shows that a promise was broken. */
    public boolean broken() {
        return judgements.stream().anyMatch(each -> each.verdict().outcome() == Outcome.FAILED);
    }
}
