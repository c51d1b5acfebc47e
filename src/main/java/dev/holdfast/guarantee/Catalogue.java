package dev.holdfast.guarantee;

import dev.holdfast.guarantee.availability.AmoRuntime;
import dev.holdfast.guarantee.availability.ReplaceDeleted;
import dev.holdfast.guarantee.deletion.DeleteAdopt;
import dev.holdfast.guarantee.deletion.DeleteCascade;
import dev.holdfast.guarantee.deletion.DeleteOrphan;
import dev.holdfast.guarantee.identity.IdentityDns;
import dev.holdfast.guarantee.identity.IdentityDnsFollowsIp;
import dev.holdfast.guarantee.identity.IdentityDnsNotReady;
import dev.holdfast.guarantee.identity.IdentityDnsReadySet;
import dev.holdfast.guarantee.identity.IdentityDnsSrv;
import dev.holdfast.guarantee.identity.IdentityHostname;
import dev.holdfast.guarantee.identity.IdentityLabels;
import dev.holdfast.guarantee.identity.IdentityMap;
import dev.holdfast.guarantee.identity.IdentityName;
import dev.holdfast.guarantee.identity.SpecifiedHostname;
import dev.holdfast.guarantee.node.NodeBack;
import dev.holdfast.guarantee.node.NodeDeleted;
import dev.holdfast.guarantee.node.NodeDrain;
import dev.holdfast.guarantee.node.NodeKubeletRestart;
import dev.holdfast.guarantee.node.NodeOutOfService;
import dev.holdfast.guarantee.node.NodeUnreachable;
import dev.holdfast.guarantee.ordering.OrderCreate;
import dev.holdfast.guarantee.ordering.OrderNoCauselessDeletion;
import dev.holdfast.guarantee.ordering.OrderOneAtATime;
import dev.holdfast.guarantee.ordering.OrderRefillLowest;
import dev.holdfast.guarantee.ordering.OrderScaleBeforeUpdate;
import dev.holdfast.guarantee.ordering.OrderScaleDoesNotRestart;
import dev.holdfast.guarantee.ordering.OrderScaleDownBlocked;
import dev.holdfast.guarantee.ordering.OrderScaleDownReverse;
import dev.holdfast.guarantee.ordering.OrderScaleDownWaitsTermination;
import dev.holdfast.guarantee.ordering.OrderScaleToZero;
import dev.holdfast.guarantee.ordering.OrderScaleUp;
import dev.holdfast.guarantee.ordering.OrderScaleUpBlocked;
import dev.holdfast.guarantee.ordering.OrderWaitsReady;
import dev.holdfast.guarantee.parallel.ParallelBrokenFirst;
import dev.holdfast.guarantee.parallel.ParallelBurstDown;
import dev.holdfast.guarantee.parallel.ParallelBurstUp;
import dev.holdfast.guarantee.parallel.ParallelHeals;
import dev.holdfast.guarantee.parallel.ParallelNoHeadOfLine;
import dev.holdfast.guarantee.parallel.ParallelReplace;
import dev.holdfast.guarantee.parallel.ParallelScaleDownDespiteRefusal;
import dev.holdfast.guarantee.parallel.ParallelUpdateBounded;
import dev.holdfast.guarantee.retention.RetentionForeign;
import dev.holdfast.guarantee.retention.RetentionOnlyThose;
import dev.holdfast.guarantee.retention.RetentionOrphan;
import dev.holdfast.guarantee.retention.RetentionPolicyChange;
import dev.holdfast.guarantee.retention.RetentionStaleResumes;
import dev.holdfast.guarantee.retention.RetentionStaleWaits;
import dev.holdfast.guarantee.retention.RetentionWhenDeleted;
import dev.holdfast.guarantee.retention.RetentionWhenScaled;
import dev.holdfast.guarantee.revision.RevisionHistoryLimit;
import dev.holdfast.guarantee.revision.RevisionNoOp;
import dev.holdfast.guarantee.revision.RevisionTruth;
import dev.holdfast.guarantee.storage.NodeSticky;
import dev.holdfast.guarantee.storage.StorageClaimBeforePod;
import dev.holdfast.guarantee.storage.StorageClaimName;
import dev.holdfast.guarantee.storage.StorageFreshAfterDelete;
import dev.holdfast.guarantee.storage.StorageIsolation;
import dev.holdfast.guarantee.storage.StorageMissingClaim;
import dev.holdfast.guarantee.storage.StorageMounted;
import dev.holdfast.guarantee.storage.StorageRebind;
import dev.holdfast.guarantee.storage.StorageSurvivesDelete;
import dev.holdfast.guarantee.storage.StorageSurvivesScaleDown;
import dev.holdfast.guarantee.storage.StorageTerminatingClaimWaits;
import dev.holdfast.guarantee.update.UpdateCompletes;
import dev.holdfast.guarantee.update.UpdateForcedRollback;
import dev.holdfast.guarantee.update.UpdateMidrolloutRestore;
import dev.holdfast.guarantee.update.UpdateNoChurn;
import dev.holdfast.guarantee.update.UpdateOnDelete;
import dev.holdfast.guarantee.update.UpdateOneAtATime;
import dev.holdfast.guarantee.update.UpdatePartition;
import dev.holdfast.guarantee.update.UpdatePartitionGeReplicas;
import dev.holdfast.guarantee.update.UpdatePartitionRaise;
import dev.holdfast.guarantee.update.UpdatePartitionRecreateOld;
import dev.holdfast.guarantee.update.UpdateRollbackInMidRoll;
import dev.holdfast.guarantee.update.UpdateRollbackReuse;
import dev.holdfast.guarantee.update.UpdateRollingReverse;
import dev.holdfast.guarantee.update.UpdateStatusTruth;
import dev.holdfast.guarantee.update.UpdateStuckStops;
import dev.holdfast.guarantee.update.UpdateSupersede;
import dev.holdfast.guarantee.update.UpdateWaitsReady;
import dev.holdfast.guarantee.workload.ContrastDeployment;
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
            new IdentityDnsReadySet(),
            new IdentityDnsNotReady(),
            new IdentityDnsSrv(),
            new IdentityMap(),
            new StorageClaimName(),
            new StorageClaimBeforePod(),
            new StorageMounted(),
            new StorageRebind(),
            new StorageIsolation(),
            new StorageSurvivesScaleDown(),
            new StorageSurvivesDelete(),
            new StorageFreshAfterDelete(),
            new StorageMissingClaim(),
            new StorageTerminatingClaimWaits(),
            new RetentionWhenScaled(),
            new RetentionWhenDeleted(),
            new RetentionOnlyThose(),
            new RetentionPolicyChange(),
            new RetentionOrphan(),
            new RetentionStaleWaits(),
            new RetentionStaleResumes(),
            new RetentionForeign(),
            new OrderCreate(),
            new OrderWaitsReady(),
            new OrderOneAtATime(),
            new OrderNoCauselessDeletion(),
            new OrderScaleUp(),
            new OrderScaleUpBlocked(),
            new OrderRefillLowest(),
            new OrderScaleDownReverse(),
            new OrderScaleDownWaitsTermination(),
            new OrderScaleToZero(),
            new OrderScaleDoesNotRestart(),
            new OrderScaleDownBlocked(),
            new OrderScaleBeforeUpdate(),
            new ParallelBurstUp(),
            new ParallelBurstDown(),
            new ParallelReplace(),
            new ParallelNoHeadOfLine(),
            new ParallelScaleDownDespiteRefusal(),
            new ParallelUpdateBounded(),
            new ParallelHeals(),
            new ParallelBrokenFirst(),
            new AmoRuntime(),
            new ReplaceDeleted(),
            new NodeSticky(),
            new NodeUnreachable(),
            new NodeBack(),
            new NodeKubeletRestart(),
            new NodeDrain(),
            new NodeDeleted(),
            new NodeOutOfService(),
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
            new UpdateStuckStops(),
            new UpdateForcedRollback(),
            new UpdateSupersede(),
            new UpdateRollbackInMidRoll(),
            new UpdateNoChurn(),
            new RevisionNoOp(),
            new RevisionHistoryLimit(),
            new RevisionTruth(),
            new DeleteCascade(),
            new DeleteOrphan(),
            new DeleteAdopt(),
            new ContrastDeployment());
    private static final List<Guarantee> STANDING = List.of(
            new IdentityLabels(),
            new SpecifiedHostname(),
            new IdentityMap(),
            new OrderOneAtATime(),
            new OrderNoCauselessDeletion(),
            new RetentionOnlyThose(),
            new RevisionTruth());

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
