package dev.holdfast.guarantee;

import dev.holdfast.guarantee.api.ApiDefaults;
import dev.holdfast.guarantee.api.ApiGatedFields;
import dev.holdfast.guarantee.api.ApiImmutable;
import dev.holdfast.guarantee.api.ApiNameLength;
import dev.holdfast.guarantee.api.ApiScale;
import dev.holdfast.guarantee.api.ApiValidation;
import dev.holdfast.guarantee.availability.AmoRuntime;
import dev.holdfast.guarantee.availability.QuotaRecovers;
import dev.holdfast.guarantee.availability.ReplaceDeleted;
import dev.holdfast.guarantee.deletion.AdoptExcess;
import dev.holdfast.guarantee.deletion.AdoptForeign;
import dev.holdfast.guarantee.deletion.AdoptRelease;
import dev.holdfast.guarantee.availability.ReplaceAfterStop;
import dev.holdfast.guarantee.availability.ReplaceDeleted;
import dev.holdfast.guarantee.availability.ReplaceGraceful;
import dev.holdfast.guarantee.availability.ReplaceNotOnRestart;
import dev.holdfast.guarantee.availability.ReplaceTerminal;
import dev.holdfast.guarantee.deletion.DeleteAdopt;
import dev.holdfast.guarantee.deletion.DeleteCascade;
import dev.holdfast.guarantee.deletion.DeleteForeground;
import dev.holdfast.guarantee.deletion.DeleteGraceful;
import dev.holdfast.guarantee.deletion.DeleteOrphan;
import dev.holdfast.guarantee.disruption.EvictBudget;
import dev.holdfast.guarantee.disruption.EvictReplaced;
import dev.holdfast.guarantee.disruption.PdbCountsRollout;
import dev.holdfast.guarantee.disruption.PdbNotConsulted;
import dev.holdfast.guarantee.deletion.DeleteStandsStill;
import dev.holdfast.guarantee.identity.IdentityDns;
import dev.holdfast.guarantee.identity.IdentityDnsFollowsIp;
import dev.holdfast.guarantee.identity.IdentityDnsNotReady;
import dev.holdfast.guarantee.identity.IdentityDnsReadySet;
import dev.holdfast.guarantee.identity.IdentityDnsSrv;
import dev.holdfast.guarantee.identity.IdentityHostname;
import dev.holdfast.guarantee.identity.IdentityLabels;
import dev.holdfast.guarantee.identity.IdentityMap;
import dev.holdfast.guarantee.identity.IdentityName;
import dev.holdfast.guarantee.identity.OrdinalStart;
import dev.holdfast.guarantee.identity.SpecifiedHostname;
import dev.holdfast.guarantee.ordering.OrderCreate;
import dev.holdfast.guarantee.ordering.OrderNoCauselessDeletion;
import dev.holdfast.guarantee.ordering.OrderOneAtATime;
import dev.holdfast.guarantee.ordering.OrderRefillLowest;
import dev.holdfast.guarantee.ordering.OrderScaleBeforeUpdate;
import dev.holdfast.guarantee.ordering.OrderScaleDoesNotRestart;
import dev.holdfast.guarantee.ordering.OrderScaleDownBlocked;
import dev.holdfast.guarantee.ordering.OrderScaleDownReverse;
import dev.holdfast.guarantee.ordering.OrderScaleDownTerminal;
import dev.holdfast.guarantee.ordering.OrderScaleDownWaitsTermination;
import dev.holdfast.guarantee.ordering.OrderScaleToZero;
import dev.holdfast.guarantee.ordering.OrderScaleUp;
import dev.holdfast.guarantee.ordering.OrderScaleUpBlocked;
import dev.holdfast.guarantee.ordering.OrderWaitsReady;
import dev.holdfast.guarantee.ordering.OrdinalMove;
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
import dev.holdfast.guarantee.revision.RevisionCurrentKept;
import dev.holdfast.guarantee.revision.RevisionHistoryLimit;
import dev.holdfast.guarantee.revision.RevisionNoOp;
import dev.holdfast.guarantee.revision.RevisionStray;
import dev.holdfast.guarantee.revision.RevisionTruth;
import dev.holdfast.guarantee.status.StatusObserved;
import dev.holdfast.guarantee.status.StatusPromotion;
import dev.holdfast.guarantee.storage.StorageClaimBeforePod;
import dev.holdfast.guarantee.storage.StorageClaimName;
import dev.holdfast.guarantee.storage.StorageEqualNames;
import dev.holdfast.guarantee.storage.StorageExistingClaim;
import dev.holdfast.guarantee.storage.StorageFreshAfterDelete;
import dev.holdfast.guarantee.storage.StorageIsolation;
import dev.holdfast.guarantee.storage.StorageManyTemplates;
import dev.holdfast.guarantee.storage.StorageMissingClaim;
import dev.holdfast.guarantee.storage.StorageMounted;
import dev.holdfast.guarantee.storage.StorageRebind;
import dev.holdfast.guarantee.storage.StorageSurvivesDelete;
import dev.holdfast.guarantee.storage.StorageSurvivesScaleDown;
import dev.holdfast.guarantee.storage.StorageTemplateWins;
import dev.holdfast.guarantee.storage.StorageTerminatingClaimWaits;
import dev.holdfast.guarantee.update.AdoptChangedTemplate;
import dev.holdfast.guarantee.update.AdoptVersion;
import dev.holdfast.guarantee.update.OrdinalPartitionIndex;
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
            new StorageManyTemplates(),
            new StorageExistingClaim(),
            new StorageTemplateWins(),
            new StorageEqualNames(),
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
            new OrderScaleDownTerminal(),
            new OrderScaleBeforeUpdate(),
            new OrdinalStart(),
            new OrdinalMove(),
            new OrdinalPartitionIndex(),
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
            new EvictReplaced(),
            new EvictBudget(),
            new PdbNotConsulted(),
            new PdbCountsRollout(),
            new QuotaRecovers(),
            new ReplaceTerminal(),
            new ReplaceAfterStop(),
            new ReplaceGraceful(),
            new ReplaceNotOnRestart(),
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
            new RevisionStray(),
            new RevisionCurrentKept(),
            new RevisionTruth(),
            new StatusObserved(),
            new StatusPromotion(),
            new ApiImmutable(),
            new ApiValidation(),
            new ApiDefaults(),
            new ApiGatedFields(),
            new ApiScale(),
            new ApiNameLength(),
            new DeleteCascade(),
            new DeleteGraceful(),
            new DeleteForeground(),
            new DeleteStandsStill(),
            new DeleteOrphan(),
            new DeleteAdopt(),
            new AdoptExcess(),
            new AdoptRelease(),
            new AdoptForeign(),
            new AdoptChangedTemplate(),
            new AdoptVersion(),
            new ContrastDeployment());
    private static final List<Guarantee> STANDING = List.of(
            new IdentityLabels(),
            new SpecifiedHostname(),
            new IdentityMap(),
            new OrderOneAtATime(),
            new OrderNoCauselessDeletion(),
            new RetentionOnlyThose(),
            new RevisionTruth(),
            new StatusObserved());

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
