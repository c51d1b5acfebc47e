package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Applicability;
import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pods are created one after the other, from the lowest ordinal to the highest, and no others. */
public final class OrderCreate implements Guarantee {
    @Override
    public String id() {
        return "order.create";
    }

    @Override
    public String statement() {
        return "For a StatefulSet with N replicas, when Pods are being deployed, they MUST be created sequentially, in order"
                + " from {0..N-1}";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = subject.timeline(history);
        Optional<Verdict> notOrdered = Applicability.orderNotPromised(set, subject);
        if (notOrdered.isPresent()) {
            return notOrdered.get();
        }
        Findings findings = new Findings(history, Kinds.POD, Kinds.STATEFUL_SET);
        Set<Integer> known = new HashSet<>();
        List<Integer> created = new ArrayList<>();
        Incarnation latest = null;
        for (Incarnation pod : set.incarnations()) {
            // An ordinal that comes back is the matter of order.waits-ready; here counts who comes for the first time.
            if (known.add(pod.ordinal()) && pod.added().isPresent()) {
                judge(set, pod, Optional.ofNullable(latest), known, findings);
                created.add(pod.ordinal());
                latest = pod;
            }
        }
        if (created.size() > 1) {
            findings.judged();
        }
        return findings.verdict(
                "pods were created in the order " + Phrases.list(created),
                "fewer than two pods of " + subject.statefulSet() + " were created, so there was no order to see");
    }

    private static void judge(
            SetTimeline set, Incarnation pod, Optional<Incarnation> latest, Set<Integer> known, Findings findings) {
        Observation added = pod.added().orElseThrow();
        if (!set.everWanted(pod.ordinal())) {
            findings.broken(
                    "pod " + pod.ordinal() + " was created " + Phrases.at(added) + ", which StatefulSet " + set.name()
                            + " never asked for",
                    added);
            return;
        }
        int start = set.at(added.resourceVersion()).map(StatefulSetView::start).orElse(0);
        for (int before = start; before < pod.ordinal(); before++) {
            if (!known.contains(before)) {
                findings.broken(outOfOrder(set, pod, before), evidence(set, added, before, latest));
                return;
            }
        }
    }

    private static String outOfOrder(SetTimeline set, Incarnation pod, int before) {
        String sentence = "pod " + pod.ordinal() + " was created "
                + Phrases.at(pod.added().orElseThrow()) + " before pod " + before + ", which ";
        return sentence
                + set.incarnations(before).stream()
                        .findFirst()
                        .flatMap(Incarnation::added)
                        .map(later -> "was created only " + Phrases.at(later))
                        .orElse("was never created");
    }

    private static Observation[] evidence(
            SetTimeline set, Observation added, int before, Optional<Incarnation> latest) {
        List<Observation> evidence = new ArrayList<>(List.of(added));
        set.incarnations(before).stream()
                .findFirst()
                .flatMap(Incarnation::added)
                .or(() -> latest.flatMap(Incarnation::added))
                .ifPresent(evidence::add);
        return evidence.toArray(Observation[]::new);
    }
}
