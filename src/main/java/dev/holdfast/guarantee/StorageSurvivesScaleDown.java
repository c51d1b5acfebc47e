package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.StatefulSetView;
import java.util.LinkedHashMap;
import java.util.Map;

/** The claims of pods that a scale-down removes stay, and their ordinals find them again. */
final class StorageSurvivesScaleDown implements Guarantee {
    @Override
    public String id() {
        return "storage.survives-scale-down";
    }

    @Override
    public String statement() {
        return "Scaling a StatefulSet down MUST NOT delete the volumes associated with it, unless its"
                + " persistentVolumeClaimRetentionPolicy says so";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        Matter matter = new Matter(history, subject, Kinds.POD, Kinds.STATEFUL_SET, Kinds.CLAIM);
        return Claims.notPromised(matter.set(), subject)
                .or(() -> matter.never("lets claims go", StatefulSetView::keepsClaims))
                .orElseGet(() -> judge(matter));
    }

    private static Verdict judge(Matter matter) {
        Map<Incarnation, Scaling> removed = new LinkedHashMap<>();
        new ScaleDown(matter, scaling -> scaling.after().keepsClaims(), step -> {
                    if (step.excess()) {
                        removed.put(step.turn().pod(), step.scaling());
                    }
                })
                .follow();
        KeptClaims claims = new KeptClaims(matter);
        removed.forEach((pod, scaling) -> {
            if (pod.deleted().isPresent()) {
                claims.judge(pod, scaling.asked(), "the set had been " + scaling.words());
            }
            matter.next(pod).ifPresent(next -> claims.judgeSuccessor(pod, next));
        });
        return matter.findings()
                .verdict(
                        "the claims of the pods that were removed stayed: "
                                + Words.list(removed.keySet().stream()
                                        .map(pod -> Words.pod(pod.ordinal()))
                                        .distinct()
                                        .toList()),
                        "no pod of " + matter.name() + " with a claim was removed by scaling down");
    }
}
