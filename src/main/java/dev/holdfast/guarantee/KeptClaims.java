package dev.holdfast.guarantee;

import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.ClaimView;
import java.util.Optional;

/** Judges that the claims of pods outlive what happened to the pods. */
public final class KeptClaims {
    private final Claims claims;
    private final Attribution deletions;
    private final Findings findings;
    private final long namespaceDeleted;

    public KeptClaims(JudgingContext matter) {
        this.claims = Claims.of(matter.set());
        this.deletions = matter.deletions();
        this.findings = matter.findings();
        this.namespaceDeleted =
                namespaceDeleted(matter.history(), matter.subject().namespace());
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
                    && !before.get().uid().equals(now.get().uid())
                    && !deletedOnPurpose(before.get())) {
                findings.broken(
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
        if (ending.isPresent()
                && ending.get().resourceVersion() > since.resourceVersion()
                && ending.get().index() < namespaceDeleted
                && !deletedOnPurpose(claim)) {
            findings.broken(
                    "claim " + claim.name() + " of " + Phrases.pod(pod.ordinal()) + " was deleted "
                            + Phrases.at(ending.get()) + " after " + why,
                    since,
                    ending.get());
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

    private boolean deletedOnPurpose(Lifetime claim) {
        return deletions.ofClaim(claim).isPresent();
    }

    private static long namespaceDeleted(History history, String namespace) {
        return history.actions(namespace).stream()
                .filter(action -> action.verb().equals(Action.DELETE)
                        && action.kind().equals("Namespace")
                        && action.name().equals(namespace))
                .mapToLong(Action::index)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
