package dev.holdfast.guarantee;

import java.util.Optional;

/** A promise of which pods tell, so that it is judged also where the set was never seen. */
public abstract class PodGuarantee extends Guarantee {
    /** As with any guarantee. */
    protected PodGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return Optional.empty();
    }
}
