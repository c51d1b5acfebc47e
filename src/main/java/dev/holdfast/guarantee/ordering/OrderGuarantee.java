package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise about the order of Pods, which a set with podManagementPolicy Parallel does not give. */
abstract class OrderGuarantee extends Guarantee {
    OrderGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notOrdered();
    }
}
