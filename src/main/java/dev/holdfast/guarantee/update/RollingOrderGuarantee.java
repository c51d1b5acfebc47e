package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/**
 * A promise about the order of a rolling update, which a set does not give that has pods updated only when they are deleted, or
 * whose maxUnavailable is more than 1.
 */
abstract class RollingOrderGuarantee extends Guarantee {
    RollingOrderGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never had the RollingUpdate strategy", view -> view.strategy()
                        .rolling()))
                .or(() -> Unavailability.severalAllowed(context));
    }
}
