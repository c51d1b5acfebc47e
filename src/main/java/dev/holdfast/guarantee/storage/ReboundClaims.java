package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.ClaimView;
import java.util.Map;
import java.util.Optional;

/** Compares the claims of a pod, and the volumes behind them, with those that its predecessor mounted. */
final class ReboundClaims {
    private ReboundClaims() {}

    /**
     * Judges that they are the same.
     *
     * @param before the predecessor
     * @param pod the pod
     * @param claims the claims of the set
     * @param context where what is found is noted
     */
    static void judge(Incarnation before, Incarnation pod, Claims claims, JudgingContext context) {
        Observation added = pod.lifetime().first();
        Map<String, String> old = claims.of(before);
        for (Map.Entry<String, String> mount : old.entrySet()) {
            if (!claims.templates(pod).contains(mount.getKey())) {
                // Another set of that name has other claim templates.
                continue;
            }
            String now = claims.of(pod).getOrDefault(mount.getKey(), "none");
            if (!now.equals(mount.getValue())) {
                context.findings()
                        .broken(
                                Phrases.pod(pod) + " was created " + Phrases.at(added) + " with claim " + now
                                        + " as its volume "
                                        + mount.getKey() + ", but its predecessor (uid " + before.uid() + ") had "
                                        + mount.getValue(),
                                before.lifetime().first(),
                                added);
                continue;
            }
            Optional<Lifetime> first =
                    claims.existing(now, before.lifetime().first().resourceVersion());
            Optional<Lifetime> second = claims.usedBy(pod, now);
            if (first.isPresent() && second.isPresent()) {
                sameClaim(pod, first.get(), second.get(), context);
            }
        }
    }

    private static void sameClaim(Incarnation pod, Lifetime first, Lifetime second, JudgingContext context) {
        Optional<String> volume = Claims.volumeName(first);
        if (!first.uid().equals(second.uid())) {
            context.replaced(
                    first,
                    second,
                    Phrases.pod(pod) + " mounts claim " + second.name() + " of uid " + second.uid() + ", created "
                            + Phrases.at(second.first()) + ", but its predecessor mounted that of uid " + first.uid(),
                    first.last(),
                    second.first());
        } else if (volumes(first) > 1) {
            context.findings()
                    .broken(
                            Phrases.pod(pod) + " mounts claim " + second.name() + ", which is bound to volume "
                                    + volume.orElse("none") + " " + Phrases.at(second.last())
                                    + ", but was bound to another before",
                            first.first(),
                            second.last());
        }
    }

    private static long volumes(Lifetime claim) {
        return claim.states().stream()
                .flatMap(state -> ClaimView.of(state).volumeName().stream())
                .distinct()
                .count();
    }
}
