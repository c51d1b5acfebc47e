package dev.holdfast.guarantee;

import java.util.List;
import java.util.Optional;

/** All guarantees that this version can judge. */
public final class Catalogue {
    private static final List<Guarantee> ALL = List.of(
            new IdentityName(),
            new IdentityLabels(),
            new IdentityHostname(),
            new IdentityDns(),
            new IdentityDnsFollowsIp(),
            new IdentityMap(),
            new StorageClaimName(),
            new StorageClaimBeforePod(),
            new StorageMounted(),
            new StorageRebind(),
            new StorageIsolation(),
            new OrderCreate(),
            new OrderWaitsReady(),
            new OrderOneAtATime(),
            new ReplaceDeleted());
    private static final List<Guarantee> STANDING =
            List.of(new IdentityLabels(), new SpecifiedHostname(), new IdentityMap(), new OrderOneAtATime());

    private Catalogue() {}

    /** Every guarantee once, by family. */
    public static List<Guarantee> all() {
        return ALL;
    }

    /** The guarantee of that name. */
    public static Optional<Guarantee> byId(String id) {
        return ALL.stream().filter(guarantee -> guarantee.id().equals(id)).findFirst();
    }

    /**
     * What must hold in every scenario, asked for or not. A guarantee that is in {@link #all} too may be weaker here: it judges
     * what the objects alone tell.
     */
    public static List<Guarantee> standing() {
        return STANDING;
    }
}
