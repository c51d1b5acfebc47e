package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.ClaimView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An ordinal leads to the same claim name, the same claim and the same volume over the whole history, unless the scenario deleted
 * the claim or the set's retention policy says that claims go. Standing.
 */
public final class IdentityMap extends StorageGuarantee {
    public IdentityMap() {
        super(Promise.of(
                        "identity.map",
                        "The StatefulSet MUST guarantee that a given network identity will always map to the same storage identity")
                .otherwise(Harm.DATA, "A member starts with the data of another member")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSet")
                .seenOnlyIn(Kinds.POD, Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Claims claims = Claims.of(set);
        for (int ordinal : set.ordinals()) {
            for (String claim : names(set, claims, ordinal, findings)) {
                Lifetime before = null;
                for (Lifetime lifetime : claims.named(claim)) {
                    if (before != null) {
                        replaced(context, ordinal, before, lifetime);
                    }
                    volume(ordinal, lifetime, findings);
                    findings.judged();
                    before = lifetime;
                }
            }
        }
        return findings.verdict(
                "each ordinal kept its claim and its volume: ordinals " + Phrases.list(set.ordinals()),
                "no pod of " + set.name() + " with its claim was seen");
    }

    /** The names of all claims that pods of this ordinal mounted; more than one for a template is a violation. */
    private static Set<String> names(SetTimeline set, Claims claims, int ordinal, Findings findings) {
        Set<String> names = new TreeSet<>();
        Map<String, String> known = new HashMap<>();
        Incarnation before = null;
        for (Incarnation pod : set.incarnations(ordinal)) {
            if (!claims.givenBySet(pod)) {
                continue;
            }
            for (Map.Entry<String, String> mount : claims.of(pod).entrySet()) {
                String first = known.putIfAbsent(mount.getKey(), mount.getValue());
                if (first != null && !first.equals(mount.getValue())) {
                    findings.broken(
                            Phrases.pod(pod) + " was created "
                                    + Phrases.at(pod.lifetime().first()) + " with the claim " + mount.getValue()
                                    + ", but the pod that held the ordinal before (uid " + before.uid() + ") had "
                                    + first,
                            before.lifetime().first(),
                            pod.lifetime().first());
                }
                names.add(mount.getValue());
            }
            before = pod;
        }
        return names;
    }

    private static void replaced(JudgingContext context, int ordinal, Lifetime before, Lifetime now) {
        context.replaced(
                before,
                now,
                "claim " + now.name() + " of " + Phrases.pod(ordinal) + " (uid " + before.uid()
                        + ") was replaced by another of that name (uid " + now.uid() + ") " + Phrases.at(now.first())
                        + ", and the scenario had not deleted it",
                before.last(),
                now.first());
    }

    private static void volume(int ordinal, Lifetime claim, Findings findings) {
        Observation bound = null;
        for (Observation state : claim.states()) {
            Optional<String> volume = ClaimView.of(state).volumeName();
            if (bound == null && volume.isPresent()) {
                bound = state;
            } else if (bound != null && !volume.equals(ClaimView.of(bound).volumeName())) {
                findings.broken(
                        "claim " + claim.name() + " of " + Phrases.pod(ordinal) + " was bound to volume "
                                + ClaimView.of(bound).volumeName().orElse("") + ", but " + Phrases.at(state) + " to "
                                + volume.orElse("none"),
                        bound,
                        state);
                return;
            }
        }
    }
}
