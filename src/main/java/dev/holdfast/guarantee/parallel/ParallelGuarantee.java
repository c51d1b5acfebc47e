package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise that only a set with podManagementPolicy Parallel gives. */
abstract class ParallelGuarantee extends Guarantee {
    ParallelGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never had podManagementPolicy Parallel", spec -> !spec.ordered()));
    }
}
