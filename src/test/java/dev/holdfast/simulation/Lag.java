package dev.holdfast.simulation;

import java.util.Random;

/** How far the caches of the controller are behind for a while, each for itself. */
enum Lag {
    /** They hear of everything at once. */
    NONE,
    /** They take some events now and then. */
    SOME,
    /** The cache of pods takes next to nothing. */
    PODS,
    /** The cache of sets takes next to nothing. */
    SETS,
    /** The cache of claims takes next to nothing. */
    CLAIMS,
    /** The cache of revisions takes next to nothing. */
    REVISIONS;

    /** How many events the cache of a kind takes now. */
    int events(String kind, Random random) {
        if (this == NONE) {
            return Integer.MAX_VALUE;
        }
        return kind.equals(slow()) ? (random.nextInt(12) == 0 ? 1 : 0) : random.nextInt(3);
    }

    private String slow() {
        return switch (this) {
            case PODS -> Pod.KIND;
            case SETS -> StatefulSet.KIND;
            case CLAIMS -> Claim.KIND;
            case REVISIONS -> ControllerRevision.KIND;
            default -> "";
        };
    }
}
