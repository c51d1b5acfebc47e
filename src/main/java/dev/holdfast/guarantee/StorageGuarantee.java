package dev.holdfast.guarantee;

import java.util.Optional;

/** A promise about claims and volumes, which a set without volumeClaimTemplates does not give. */
public abstract class StorageGuarantee extends Guarantee {
    /** As with any guarantee. */
    protected StorageGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised();
    }
}
