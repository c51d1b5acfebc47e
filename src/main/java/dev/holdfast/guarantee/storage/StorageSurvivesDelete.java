package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.KeptClaims;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The claims of a set's pods outlive the set, and a new set of that name uses them again. */
public final class StorageSurvivesDelete extends Guarantee {
    public StorageSurvivesDelete() {
        super(Promise.of(
                        "storage.survives-delete",
                        "Deleting a StatefulSet MUST NOT delete the volumes associated with it, unless its"
                                + " persistentVolumeClaimRetentionPolicy says so; a new StatefulSet of that name uses them again")
                .otherwise(Harm.DATA, "Data is lost with the StatefulSet, although nobody asked to delete it")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/#persistent-volumes")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised()
                .or(() -> context.never("lets claims go", spec -> !spec.deletesClaimsWhenDeleted()));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        KeptClaims claims = new KeptClaims(context);
        List<Integer> judged = new ArrayList<>();
        for (Observation deletion : SetDeletions.of(context.set())) {
            if (StatefulSetView.of(deletion).deletesClaimsWhenDeleted()) {
                continue;
            }
            for (int ordinal : context.set().ordinals()) {
                List<Incarnation> pods = context.set().incarnations(ordinal);
                for (int i = 0; i < pods.size(); i++) {
                    boolean last = i + 1 == pods.size() || begins(pods.get(i + 1)) > deletion.resourceVersion();
                    if (last && begins(pods.get(i)) < deletion.resourceVersion()) {
                        claims.judge(pods.get(i), deletion, "the set had been deleted " + Phrases.at(deletion));
                        judged.add(ordinal);
                        if (i + 1 < pods.size()) {
                            claims.judgeSuccessor(pods.get(i), pods.get(i + 1));
                        }
                        break;
                    }
                }
            }
        }
        return context.findings()
                .verdict(
                        "the claims of the pods " + Phrases.list(judged) + " outlived the set",
                        "StatefulSet " + context.name() + " was not deleted while its pods had claims");
    }

    private static long begins(Incarnation pod) {
        return pod.lifetime().created().map(Observation::resourceVersion).orElse(0L);
    }
}
