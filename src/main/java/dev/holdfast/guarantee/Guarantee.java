package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import java.util.Optional;

/** One promise of a StatefulSet. */
public abstract class Guarantee {
    private final Promise promise;

    /**
     * Judges whether a promise is kept.
     *
     * @param promise what is promised, and what it takes to judge it
     */
    protected Guarantee(Promise promise) {
        this.promise = promise;
    }

    /** The name by which features refer to it, such as {@code order.waits-ready}. */
    public final String id() {
        return promise.id();
    }

    /** What it is about together with others: the first part of its name, such as {@code order}. */
    public final String family() {
        return familyOf(promise.id());
    }

    /** The family of a guarantee of which only the id is known, as in a saved run. */
    public static String familyOf(String id) {
        return id.substring(0, id.indexOf('.'));
    }

    /** What is promised, as one sentence in the terms of the Kubernetes documentation. */
    public final String statement() {
        return promise.statement();
    }

    /** Why it matters: what goes wrong for a workload when it is broken. */
    public final Consequence consequence() {
        return promise.consequence();
    }

    /** Where Kubernetes promises it. */
    public final String source() {
        return promise.source();
    }

    /** In what Kubernetes is known not to keep it, if it is. */
    public final Optional<KnownDeviation> knownDeviation() {
        return promise.knownDeviation();
    }

    /** Judges what happened to one StatefulSet. */
    public final Verdict judge(History history, Subject subject) {
        JudgingContext context =
                new JudgingContext(history, subject, promise.kinds().toArray(String[]::new));
        return notPromised(context).orElseGet(() -> {
            Verdict verdict = judge(context);
            // What is broken by what the objects say is broken, whoever reported for them.
            return promise.byContainers() && verdict.outcome() != Outcome.FAILED
                    ? context.simulated().orElse(verdict)
                    : verdict;
        });
    }

    /** The verdict when there is nothing to judge, since the set was never seen or never promised this. */
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen();
    }

    /** Judges what happened to a set that promised it. */
    protected abstract Verdict judge(JudgingContext context);
}
