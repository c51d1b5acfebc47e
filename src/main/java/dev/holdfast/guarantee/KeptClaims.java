package dev.holdfast.guarantee;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.ClaimView;
import java.util.Optional;

/** Judges that the claims of pods outlive what happened to the pods. */
public final class KeptClaims {
    private final JudgingContext context;
    private final Claims claims;
    private final Findings findings;

    public KeptClaims(JudgingContext context) {
        this.context = context;
        this.claims = Claims.of(context.set());
        this.findings = context.findings();
    }

    /**
     * Judges the claims of one pod.
     *
     * @param since from where on they must stay
     * @param why what happened to the pod, to follow "after"
     */
    public void judge(Incarnation pod, Observation since, String why) {
        for (String name : claims.of(pod).values()) {
            claims.existing(name, since.resourceVersion()).ifPresent(claim -> judge(pod, claim, since, why));
        }
    }

    /** Judges that a later pod of the same ordinal has the claims that this one had. */
    public void judgeSuccessor(Incarnation pod, Incarnation next) {
        for (String name : claims.of(pod).values()) {
            Optional<Lifetime> before = claims.usedBy(pod, name);
            Optional<Lifetime> now = claims.usedBy(next, name);
            if (before.isPresent()
                    && now.isPresent()
                    && !before.get().uid().equals(now.get().uid())) {
                context.replaced(
                        before.get(),
                        now.get(),
                        Phrases.pod(next) + ", created "
                                + Phrases.at(next.lifetime().first()) + ", got another claim "
                                + name + " (uid " + now.get().uid()
                                + ") than the pod that held the ordinal before (uid "
                                + before.get().uid() + ")",
                        before.get().last(),
                        next.lifetime().first());
            }
        }
    }

    private void judge(Incarnation pod, Lifetime claim, Observation since, String why) {
        Optional<Observation> ending = claim.firstTerminating();
        if (ending.isPresent() && ending.get().resourceVersion() > since.resourceVersion()) {
            context.deleted(
                    Kinds.CLAIM,
                    claim,
                    "claim " + claim.name() + " of " + Phrases.pod(pod.ordinal()) + " was deleted "
                            + Phrases.at(ending.get()) + " after " + why,
                    since,
                    ending.get());
            findings.judged();
            return;
        }
        Optional<Observation> moved = claim.states().stream()
                .filter(state -> state.resourceVersion() > since.resourceVersion())
                .filter(state -> !ClaimView.of(state).volumeName().equals(volume(claim, since)))
                .filter(state -> volume(claim, since).isPresent())
                .findFirst();
        if (moved.isPresent()) {
            findings.broken(
                    "claim " + claim.name() + " of " + Phrases.pod(pod.ordinal()) + " was bound to volume "
                            + volume(claim, since).orElse("none") + ", but " + Phrases.at(moved.get()) + " to "
                            + ClaimView.of(moved.get()).volumeName().orElse("none") + ", after " + why,
                    since,
                    moved.get());
            return;
        }
        findings.judged();
    }

    private static Optional<String> volume(Lifetime claim, Observation when) {
        return claim.at(when.resourceVersion())
                .flatMap(state -> ClaimView.of(state).volumeName());
    }
}
