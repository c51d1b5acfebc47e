package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise about the order of Pods, which a set with podManagementPolicy Parallel does not give. */
abstract class OrderGuarantee extends Guarantee {
    OrderGuarantee(String id, String statement, Consequence consequence, String source, String... kinds) {
        super(id, statement, consequence, source, kinds);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notOrdered();
    }
}
