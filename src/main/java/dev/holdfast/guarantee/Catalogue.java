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
            new StorageSurvivesScaleDown(),
            new StorageSurvivesDelete(),
            new OrderCreate(),
            new OrderWaitsReady(),
            new OrderOneAtATime(),
            new OrderScaleUp(),
            new OrderScaleUpBlocked(),
            new OrderRefillLowest(),
            new OrderScaleDownReverse(),
            new OrderScaleDownWaitsTermination(),
            new OrderScaleToZero(),
            new OrderScaleDoesNotRestart(),
            new AmoRuntime(),
            new ReplaceDeleted(),
            new UpdateRollingReverse(),
            new UpdateWaitsReady(),
            new UpdateOneAtATime(),
            new UpdateCompletes(),
            new UpdateStatusTruth(),
            new UpdatePartition(),
            new UpdatePartitionRecreateOld(),
            new UpdatePartitionGeReplicas(),
            new UpdatePartitionRaise(),
            new UpdateOnDelete(),
            new UpdateRollbackReuse(),
            new UpdateMidrolloutRestore(),
            new DeleteCascade(),
            new DeleteOrphan(),
            new DeleteAdopt(),
            new ContrastDeployment());
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
