package dev.holdfast.specification;

import dev.holdfast.cluster.Need;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of the specification that a kind of cluster can show. Each scenario belongs to one profile: the last, in the order
 * below, of those that its needs ask for.
 */
public enum ScenarioProfile {
    /** What every cluster can show that takes a set with two pods. */
    CORE,
    /** What needs volumes that somebody makes for claims. */
    STORAGE,
    /** What breaks programs of the cluster on purpose, for everybody on it. */
    DISRUPTIVE,
    /** What needs several nodes, and breaks some of them. */
    NODES,
    /** What Kubernetes has behind a feature gate that is off where nobody turned it on. */
    GATED;

    /**
     * The profile that a scenario belongs to.
     *
     * @param scenario the scenario
     */
    public static ScenarioProfile of(SpecifiedScenario scenario) {
        return scenario.tags().stream()
                .map(Need::ofTag)
                .flatMap(Optional::stream)
                .map(ScenarioProfile::askedForBy)
                .max(Comparator.naturalOrder())
                .orElse(CORE);
    }

    private static ScenarioProfile askedForBy(Need need) {
        return switch (need) {
            case OWN_NAMESPACE -> CORE;
            case NFS, STORAGE_CLASS -> STORAGE;
            case MACHINE_FAULTS -> DISRUPTIVE;
            case THREE_NODES -> NODES;
            case RECREATE_STRATEGY -> GATED;
        };
    }

    /** {@return its name as it is given on the command line} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
