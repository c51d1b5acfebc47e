package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import java.util.Optional;

/** Judges that a claim goes that was given to an owner which is to take it along, and not before its pod has gone. */
record Departure(JudgingContext context, OwnedClaims claims) {

    /**
     * Judges the end of a claim.
     *
     * @param owner the uid of what takes it along
     * @param why what happened to that, to follow "after"
     */
    void judge(Incarnation pod, Lifetime claim, String owner, Observation since, String why) {
        Findings findings = context.findings();
        Observation last = claim.last();
        boolean kept = !last.deleted() && !ClaimOwnerships.owns(owner, last);
        if (kept) {
            // The set came to want the pod again, or the policy was changed, before it was too late.
            findings.judged();
        } else if (!last.deleted()) {
            findings.open(
                    "claim " + claim.name() + " of " + Phrases.pod(pod.ordinal())
                            + " was not gone when the recording ended, after " + why,
                    since,
                    last);
        } else if (usedAt(pod, last)) {
            early(pod, claim, why);
        } else {
            findings.judged();
        }
    }

    private void early(Incarnation pod, Lifetime claim, String why) {
        Observation gone = claim.last();
        String sentence = "claim " + claim.name() + " was gone " + Phrases.at(gone) + " after " + why + ", while "
                + Phrases.pod(pod) + ", which used it, was still there";
        DeletionActor actor = ObjectAttribution.of(context.set()).actor(Kinds.CLAIM, claim);
        Observation used = pod.lifetime().at(gone.resourceVersion()).orElse(gone);
        if (actor.isFreeToDoSo()) {
            context.findings().judged();
        } else if (claims.allNoted(gone)) {
            context.findings().broken(sentence, used, gone);
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; who let it go is not known, and it breaks the guarantee only if the cluster did",
                            used,
                            gone);
        }
    }

    /** A pod that was never bound to a node, or has ended, uses no claim any more. */
    private static boolean usedAt(Incarnation pod, Observation gone) {
        Optional<PodView> view = pod.lifetime().at(gone.resourceVersion()).map(PodView::of);
        return view.filter(seen -> seen.phase().equals("Running")
                        || (seen.phase().equals("Pending") && !seen.nodeName().isEmpty()))
                .isPresent();
    }
}
