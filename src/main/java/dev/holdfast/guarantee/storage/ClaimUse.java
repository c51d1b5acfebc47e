package dev.holdfast.guarantee.storage;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pod of a set, and the claim that it has for a claim template of that.
 *
 * @param set the name of the set
 */
record ClaimUse(String set, Incarnation pod, String template, Lifetime claim) {

    /** The names of the sets of a namespace that had pods. */
    private record Sets(Set<String> names) {
        static Sets in(History history, String namespace) {
            Set<String> names = new TreeSet<>();
            history.lifetimes(Kinds.POD, namespace).forEach(pod -> pod.first()
                    .object()
                    .controller()
                    .filter(owner -> owner.kind().equals(Kinds.STATEFUL_SET))
                    .ifPresent(owner -> names.add(owner.name())));
            return new Sets(names);
        }
    }

    /** By the uid of the claim, its first use by a pod of a set. */
    private record OfSet(Map<String, ClaimUse> first) {
        static OfSet of(SetTimeline set, Claims claims) {
            Map<String, ClaimUse> uses = new HashMap<>();
            for (Incarnation pod : set.incarnations()) {
                if (pod.ofSet()) {
                    claims.of(pod).forEach((template, name) -> claims.usedBy(pod, name)
                            .ifPresent(claim ->
                                    uses.putIfAbsent(claim.uid(), new ClaimUse(set.name(), pod, template, claim))));
                }
            }
            return new OfSet(uses);
        }
    }

    /** For each set of a namespace, by its name: by the uid of the claim, its first use by a pod of that set. */
    static Map<String, Map<String, ClaimUse>> in(History history, String namespace) {
        Map<String, Map<String, ClaimUse>> all = new TreeMap<>();
        for (String name : history.derived(Sets.class, namespace, () -> Sets.in(history, namespace))
                .names()) {
            SetTimeline set = SetTimeline.of(history, namespace, name);
            Claims claims = Claims.of(set);
            OfSet uses = history.derived(OfSet.class, namespace + "/" + name, () -> OfSet.of(set, claims));
            all.put(name, uses.first());
        }
        return all;
    }

    /** Whether the claim is called as the template of that set and the pod are. */
    boolean asNamed() {
        return claim.name().equals(template + "-" + pod.name());
    }

    /** Whether the controller made the pod as it is, as far as is known. */
    boolean asMade() {
        return pod.createdBySet().isPresent();
    }
}
