package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pods of a set that somebody removed by force, so that nothing follows from their being gone. */
final class ForcedRemovals {
    private final JudgingContext context;
    private final List<String> removed = new ArrayList<>();

    ForcedRemovals(JudgingContext context) {
        this.context = context;
    }

    /** Notes that a pod was removed by force; tells whether it was. */
    boolean note(Incarnation pod, Observation gone) {
        Optional<String> by =
                ForcedRemoval.by(context.history(), context.subject().namespace(), pod, gone);
        by.ifPresent(who -> removed.add(Phrases.pod(pod) + " " + who));
        return by.isPresent();
    }

    /** "; by force went pod 1 (uid …) by the scenario", to end a sentence; empty when none did. */
    String words() {
        return removed.isEmpty() ? "" : "; by force went " + Phrases.list(removed);
    }
}
