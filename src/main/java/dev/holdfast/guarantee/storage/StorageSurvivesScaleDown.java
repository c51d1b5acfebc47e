package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.KeptClaims;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.ScaleDown;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.Scaling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The claims of pods that a scale-down removes stay, and their ordinals find them again. */
public final class StorageSurvivesScaleDown extends Guarantee {
    public StorageSurvivesScaleDown() {
        super(Promise.of(
                        "storage.survives-scale-down",
                        "Scaling a StatefulSet down MUST NOT delete the volumes associated with it, unless its"
                                + " persistentVolumeClaimRetentionPolicy says so")
                .otherwise(Harm.DATA, "Scaling down and up again loses data")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.storageNotPromised()
                .or(() -> context.never("lets claims go", spec -> !spec.deletesClaimsWhenScaled()));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Incarnation, Scaling> removed = new LinkedHashMap<>();
        new ScaleDown(context, scaling -> !scaling.after().deletesClaimsWhenScaled(), step -> {
                    if (step.excess()) {
                        removed.put(step.turn().pod(), step.scaling());
                    }
                })
                .follow();
        KeptClaims claims = new KeptClaims(context);
        removed.forEach((pod, scaling) -> {
            if (pod.deleted().isPresent()) {
                claims.judge(pod, scaling.asked(), "the set had been " + scaling.words());
            }
            context.next(pod).ifPresent(next -> claims.judgeSuccessor(pod, next));
        });
        return context.findings()
                .verdict(
                        "the claims of the pods that were removed stayed: "
                                + Phrases.list(removed.keySet().stream()
                                        .map(pod -> Phrases.pod(pod.ordinal()))
                                        .distinct()
                                        .toList()),
                        "no pod of " + context.name() + " with a claim was removed by scaling down");
    }
}
