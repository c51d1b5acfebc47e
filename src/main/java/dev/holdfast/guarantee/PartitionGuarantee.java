package dev.holdfast.guarantee;

import java.util.Optional;

/** A promise about a partition, which concerns only a set that ever had one. */
public abstract class PartitionGuarantee extends Guarantee {
    /** As with any guarantee. */
    protected PartitionGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never(
                        "never had a partition", view -> view.strategy().partition() > 0));
    }
}
