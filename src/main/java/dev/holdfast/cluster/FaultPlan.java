package dev.holdfast.cluster;

import java.util.Optional;

/** What a cluster does to scenarios on purpose, so that it shows which of them notice. */
@FunctionalInterface
public interface FaultPlan {

    /** A cluster that does what Kubernetes does. */
    FaultPlan NONE = title -> Optional.empty();

    /**
     * What is done to a scenario.
     *
     * @param scenario its title in its feature
     * @return what is done, or nothing when it is left alone
     */
    Optional<FaultInjection> on(String scenario);
}
