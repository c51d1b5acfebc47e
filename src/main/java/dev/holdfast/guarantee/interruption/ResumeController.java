package dev.holdfast.guarantee.interruption;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;

/** A controller that is started again, or another one that takes its place, goes on where the one before it stopped. */
public final class ResumeController extends ResumeGuarantee {
    public ResumeController() {
        super(
                "kube-controller-manager",
                Promise.of(
                                "resume.controller",
                                "If the StatefulSet controller is restarted during an update or a scaling, it MUST go on where it"
                                        + " stood, also with what the set was asked for meanwhile, and MUST NOT delete a Pod that"
                                        + " is as the StatefulSet wants it")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "An upgrade of the control plane leaves a rollout half done, or takes down members that had it already")
                        .documentedAt("https://kubernetes.io/docs/concepts/architecture/controller/#design"));
    }

    @Override
    void alsoJudge(Interruption interruption, JudgingContext context) {
        // Containers do not depend on it.
    }
}
