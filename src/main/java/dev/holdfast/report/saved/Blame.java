package dev.holdfast.report.saved;

import dev.holdfast.guarantee.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one scenario says about one guarantee: broken where a verdict or a step proves it, and else what was judged. What the
 * scenario is about and nobody judged was not shown. Everything that tells of a run asks here, so that all tell the same.
 *
 * @param brokenByStep whether what a step saw proves the guarantee to be broken
 * @param judged how it was judged on the history, as often as it was
 * @param about whether the scenario is about it
 * @param scenario how the scenario ended
 */
public record Blame(boolean brokenByStep, Collection<Outcome> judged, boolean about, Outcome scenario) {

    /** {@return the outcome, or nothing when the scenario neither is about the guarantee nor judged it} */
    public Optional<Outcome> outcome() {
        if (brokenByStep) {
            return Optional.of(Outcome.FAILED);
        }
        Optional<Outcome> worst = judged.stream().min(Comparator.comparing(Outcome.worstFirst()::indexOf));
        if (worst.isPresent() || !about) {
            return worst;
        }
        return Optional.of(scenario == Outcome.NOT_APPLICABLE ? Outcome.NOT_APPLICABLE : Outcome.INCONCLUSIVE);
    }
}
