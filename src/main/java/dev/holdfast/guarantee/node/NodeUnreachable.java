package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.ForcedRemoval;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages.Outage;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pod that is to end on an unreachable node stays in the API, and keeps its name, until its kubelet answers again: nobody knows
 * whether its containers still run. The kubelet may do so before the node is reported to be Ready; what it ends it has reported as
 * stopped. Who else takes the pod away has to be somebody who answers for it: a user, or the pod garbage collector where the node was
 * deleted or said to be out of service.
 */
public final class NodeUnreachable extends Guarantee {
    public NodeUnreachable() {
        super(Promise.of(
                        "node.unreachable",
                        "A Pod MUST NOT be removed from the API, and so MUST NOT be replaced, just because its Node is unreachable:"
                                + " it stays until the Node is deleted, its kubelet responds and ends it, or a user deletes it by force")
                .otherwise(
                        Harm.DATA, "A member is started again while it may still run on a node that nobody can reach")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#delete-pods")
                .alsoSeenIn(Kinds.NODE)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Stays(context).verdict();
    }

    private static final class Stays extends EndingPods {
        private final List<String> stayed = new ArrayList<>();

        Stays(JudgingContext context) {
            super(context);
        }

        @Override
        void take(Incarnation pod) {
            outages.whileEnding(pod).forEach(outage -> take(pod, outage));
        }

        @Override
        String kept() {
            return Phrases.list(stayed);
        }

        @Override
        String nothing() {
            return "no pod of " + context.name() + " was to end on a node that was unreachable";
        }

        private void take(Incarnation pod, Outage outage) {
            Optional<Observation> gone = pod.deleted().filter(deletion -> outage.contains(deletion.resourceVersion()));
            if (gone.isEmpty()) {
                stays(pod, outage);
                return;
            }
            PodView last = PodView.of(gone.get());
            if (!last.reported()) {
                findings.open(
                        wasGone(pod, gone.get(), outage) + "; whether its containers had stopped was never reported",
                        outage.from(),
                        gone.get());
            } else if (last.running().isEmpty()) {
                stays(pod, outage);
            } else {
                removed(pod, outage, gone.get());
            }
        }

        private void stays(Incarnation pod, Outage outage) {
            findings.judged();
            stayed.add(Phrases.pod(pod) + " stayed while node " + outage.node() + " was unreachable");
        }

        private void removed(Incarnation pod, Outage outage, Observation gone) {
            boolean groundless =
                    ForcedRemoval.byCollector(gone) && outages.outOfService(pod).isEmpty();
            String sentence = wasGone(pod, gone, outage) + ", and its kubelet had not said that its containers stopped";
            Observation ending = pod.firstTerminating().orElse(gone);
            if (ForcedRemoval.byCollector(gone) && !groundless) {
                findings.judged();
                stayed.add(Phrases.pod(pod) + " stayed while node " + outage.node()
                        + " was unreachable, until that was said to be out of service");
                return;
            }
            if (!groundless && forced.note(pod, gone)) {
                return;
            }
            if (context.attribution().allNotedBy(gone)) {
                findings.broken(sentence, outage.from(), ending, gone);
            } else {
                findings.open(
                        sentence + "; somebody deleted it by force, and nobody is on record for that",
                        outage.from(),
                        ending,
                        gone);
            }
        }

        private static String wasGone(Incarnation pod, Observation gone, Outage outage) {
            return Phrases.pod(pod) + " was gone " + Phrases.at(gone) + " while node " + outage.node()
                    + " was unreachable since " + Phrases.at(outage.from()).substring("at ".length());
        }
    }
}
