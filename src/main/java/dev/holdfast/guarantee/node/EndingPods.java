package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages;

/** The pods of a set that were to end on nodes that could not be reached, and what is found out about them. */
abstract class EndingPods {
    final JudgingContext context;
    final Findings findings;
    final NodeOutages outages;
    final ForcedRemovals forced;

    EndingPods(JudgingContext context) {
        this.context = context;
        this.findings = context.findings();
        this.outages = NodeOutages.of(context.history());
        this.forced = new ForcedRemovals(context);
    }

    /** The verdict, which also says what went by force. */
    final Verdict verdict() {
        for (Incarnation pod : context.set().incarnations()) {
            take(pod);
        }
        return findings.verdict(kept() + forced.words(), nothing() + forced.words());
    }

    /** Judges one pod. */
    abstract void take(Incarnation pod);

    /** What was seen when the promise was kept, as a sentence. */
    abstract String kept();

    /** That there was nothing to judge, as a sentence. */
    abstract String nothing();
}
