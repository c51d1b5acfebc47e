package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise about the order of a rolling update, which a set does not give whose maxUnavailable is more than 1. */
abstract class RollingOrderGuarantee extends Guarantee {
    RollingOrderGuarantee(String id, String statement, Consequence consequence, String source, String... kinds) {
        super(id, statement, consequence, source, kinds);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen().or(() -> Unavailability.severalAllowed(context));
    }
}
