package dev.holdfast.guarantee.disruption;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.Optional;

/** A promise about a set of which some PodDisruptionBudget is. */
abstract class BudgetGuarantee extends Guarantee {

    BudgetGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> new DisruptionBudgets(context).concernTheSet()
                        ? Optional.empty()
                        : Optional.of(Verdict.notApplicable(
                                "no PodDisruptionBudget was seen that is about pods of " + context.name())));
    }
}
