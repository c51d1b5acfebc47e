package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import java.util.Optional;

/** A promise about what becomes of claims, which a set does not give that has none or always retains them. */
abstract class RetentionGuarantee extends Guarantee {
    /** Where Kubernetes documents the retention of claims. */
    static final String RETENTION =
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention";

    private final RetentionPolicy policy;

    /**
     * Judges whether a promise is kept.
     *
     * @param policy the policy that it is about
     */
    RetentionGuarantee(RetentionPolicy policy, Promise promise) {
        super(promise.alsoSeenIn(Kinds.CLAIM));
        this.policy = policy;
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised().or(() -> context.never(policy.retain(), policy::deletes));
    }
}
