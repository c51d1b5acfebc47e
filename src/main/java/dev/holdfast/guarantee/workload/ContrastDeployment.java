package dev.holdfast.guarantee.workload;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PodGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The control case: what a StatefulSet promises, a Deployment does not. Its pods get names of chance, one that replaces another
 * gets a new name, and no pod has a claim of its own. Judges all pods of ReplicaSets in the subject's namespace.
 */
public final class ContrastDeployment extends PodGuarantee {
    private static final String REPLICA_SET = "ReplicaSet";

    public ContrastDeployment() {
        super(Promise.of(
                        "contrast.deployment",
                        "Unlike a StatefulSet, a Deployment gives its Pods no sticky identity: a Pod that replaces another MUST have a new"
                                + " name, and no Pod has a PersistentVolumeClaim of its own")
                .otherwise(Harm.INFORMATION, "What is concluded from comparing the two kinds of workload is wrong")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets")
                .seenOnlyIn(Kinds.POD));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Findings findings = context.findings();
        Map<String, List<Lifetime>> byOwner = new TreeMap<>();
        for (Lifetime pod :
                context.history().lifetimes(Kinds.POD, context.subject().namespace())) {
            pod.first()
                    .object()
                    .controller()
                    .filter(owner -> owner.kind().equals(REPLICA_SET))
                    .map(Owner::uid)
                    .ifPresent(uid -> byOwner.computeIfAbsent(uid, any -> new ArrayList<>())
                            .add(pod));
        }
        byOwner.values().forEach(pods -> {
            names(pods, findings);
            claims(pods, findings);
        });
        return findings.verdict(
                "each pod of the Deployment that replaced another had a new name, and none had a claim of its own",
                "no pod of a Deployment was replaced");
    }

    private static void names(List<Lifetime> pods, Findings findings) {
        Map<String, Observation> known = new HashMap<>();
        Optional<Observation> lost = pods.stream()
                .flatMap(pod -> pod.firstTerminating().stream())
                .min((one, other) -> Long.compare(one.resourceVersion(), other.resourceVersion()));
        for (Lifetime pod : pods) {
            Observation before = known.putIfAbsent(pod.name(), pod.first());
            if (before != null) {
                findings.broken(
                        "pod " + pod.name() + " (uid " + pod.uid() + ") was created " + Phrases.at(pod.first())
                                + " with the name that the pod with uid "
                                + before.object().uid() + " had before",
                        before,
                        pod.first());
            } else if (lost.isPresent()
                    && pod.first().change() == Change.ADDED
                    && pod.first().resourceVersion() > lost.get().resourceVersion()) {
                findings.judged();
            }
        }
    }

    private static void claims(List<Lifetime> pods, Findings findings) {
        Set<String> all = new HashSet<>();
        Map<String, Lifetime> first = new TreeMap<>();
        for (Lifetime pod : pods) {
            for (String claim : PodView.of(pod.first()).claims().values()) {
                if (first.putIfAbsent(claim, pod) != null) {
                    all.add(claim);
                }
            }
        }
        first.forEach((claim, pod) -> {
            if (pods.size() > 1 && !all.contains(claim)) {
                findings.broken(
                        "pod " + pod.name() + ", created " + Phrases.at(pod.first()) + ", has the claim " + claim
                                + ", which no other pod of its Deployment has",
                        pod.first());
            }
        });
    }
}
