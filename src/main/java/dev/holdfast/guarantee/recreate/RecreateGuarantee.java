package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise that only a set with the update strategy Recreate gives. */
abstract class RecreateGuarantee extends Guarantee {
    /** Where the strategy is documented. */
    static final String DOCUMENTATION =
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#recreate";

    /** The proposal that says more of it than the documentation, to follow an address. */
    static final String PROPOSAL = " https://github.com/kubernetes/enhancements/issues/3541";

    RecreateGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never had the Recreate strategy", spec -> spec.strategy()
                        .recreating()));
    }
}
