package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise about a partition, which concerns only a set that ever had one. */
abstract class PartitionGuarantee extends Guarantee {
    PartitionGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never(
                        "never had a partition", view -> view.strategy().partition() > 0));
    }
}
