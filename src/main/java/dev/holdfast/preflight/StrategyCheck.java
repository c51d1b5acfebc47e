package dev.holdfast.preflight;

import dev.holdfast.cluster.Need;
import dev.holdfast.cluster.RecreateStrategy;
import java.util.List;

/** Whether the API server takes the update strategy Recreate, which a feature gate turns on. */
record StrategyCheck(TrialNamespace ground) implements Check {

    private static final String WHAT = "strategy";

    @Override
    public List<Finding> look() {
        return RecreateStrategy.missing(ground.client(), ground.namespace())
                .map(why -> Finding.limited(
                        WHAT,
                        Need.RECREATE_STRATEGY,
                        why,
                        "scenarios with @" + Need.RECREATE_STRATEGY.tag() + " do not apply; turn on "
                                + RecreateStrategy.GATE + " of kube-apiserver and kube-controller-manager for them"))
                .map(List::of)
                .orElseGet(() -> List.of(Finding.fit(WHAT, "Recreate is taken")));
    }
}
