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
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** No pod is created before all its predecessors are Running and Ready. Judged at every creation. */
public final class OrderWaitsReady implements Guarantee {
    @Override
    public String id() {
        return "order.waits-ready";
    }

    @Override
    public String statement() {
        return "Before a scaling operation is applied to a Pod, all of its predecessors MUST be Running and Ready";
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
        // Ordinals of which no healthy pod exists as of the event at hand: at a creation none may be below it.
        NavigableSet<Integer> unhealthy = new TreeSet<>();
        for (int ordinal = 0; ordinal <= highest(set); ordinal++) {
            unhealthy.add(ordinal);
        }
        int creations = 0;
        int start = 0;
        for (Transition moment : set.course()) {
            if (moment instanceof SetWritten written) {
                start = written.at().deleted()
                        ? 0
                        : StatefulSetView.of(written.at()).start();
            } else if (moment instanceof PodTransition turn) {
                int ordinal = turn.ordinal();
                if (turn.is(PodChange.CREATED) && start < ordinal) {
                    creations++;
                    Set<Integer> culprits = unhealthy.subSet(start, ordinal);
                    if (culprits.isEmpty()) {
                        findings.judged();
                    }
                    culprits.forEach(before -> judge(set, turn.pod(), turn.at(), before, findings));
                }
                if (turn.is(PodChange.HEALTHY)) {
                    unhealthy.remove(ordinal);
                } else {
                    unhealthy.add(ordinal);
                }
            }
        }
        return findings.verdict(
                "at " + Phrases.count(creations, "creation") + " all predecessors were Running and Ready",
                "no pod of " + subject.statefulSet() + " that has a predecessor was created");
    }

    private static int highest(SetTimeline set) {
        return set.ordinals().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private static void judge(SetTimeline set, Incarnation pod, Observation added, int before, Findings findings) {
        Optional<Incarnation> predecessor = set.holder(before, added.resourceVersion());
        String created =
                Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " while " + Phrases.pod(before);
        if (predecessor.isEmpty()) {
            findings.broken(created + " did not exist", added);
            return;
        }
        Optional<Observation> lost = lastLoss(predecessor.get(), added.resourceVersion());
        if (lost.isEmpty()) {
            neverReady(created, predecessor.get(), added, findings);
        } else if (knewOf(lost.get(), added, set)) {
            findings.broken(
                    created + " was not Ready: it had ceased to be so " + Phrases.at(lost.get()), lost.get(), added);
        }
    }

    private static void neverReady(String created, Incarnation predecessor, Observation added, Findings findings) {
        Optional<Observation> ready = predecessor.firstReady();
        if (ready.isPresent()) {
            findings.broken(
                    created + " was not Ready: its Ready condition turned True only " + Phrases.at(ready.get()),
                    added,
                    ready.get());
        } else {
            findings.broken(
                    created + " was not Ready, and never turned Ready (uid " + predecessor.uid() + ")",
                    predecessor.lifetime().first(),
                    added);
        }
    }

    /** When a pod that had been Ready ceased to be healthy, as of a revision; empty when it had never been Ready by then. */
    private static Optional<Observation> lastLoss(Incarnation pod, long resourceVersion) {
        Optional<Observation> loss = Optional.empty();
        for (Incarnation.Interval ready : pod.ready()) {
            if (ready.from().resourceVersion() <= resourceVersion) {
                loss = ready.to();
            }
        }
        Optional<Observation> terminating =
                pod.firstTerminating().filter(ending -> ending.resourceVersion() <= resourceVersion);
        if (loss.isEmpty() || terminating.isEmpty()) {
            return loss.or(() -> terminating.filter(any -> pod.firstReady().isPresent()));
        }
        boolean before = terminating.get().resourceVersion() < loss.get().resourceVersion();
        return before ? terminating : loss;
    }

    // The controller acts on what its own watch told it. A loss that it had no occasion to see yet is nobody's fault,
    // so it counts
    // only when the set itself was written in between, which its status is as soon as the controller counts one Ready
    // pod less.
    private static boolean knewOf(Observation lost, Observation added, SetTimeline set) {
        return set.stateAt(added.resourceVersion() - 1)
                .map(state -> state.resourceVersion() > lost.resourceVersion())
                .orElse(false);
    }
}
