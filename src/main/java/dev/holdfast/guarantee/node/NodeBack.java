package dev.holdfast.guarantee.node;

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

/**
 * A node that was unreachable is heard of again: its kubelet ends the pods that were to end meanwhile, and takes them out of the API
 * when their containers have stopped. How long it may take for that is nowhere said, so that a pod that is still there in the end
 * breaks nothing. That the set's controller makes another one then is judged by {@code replace.deleted}.
 */
public final class NodeBack extends Guarantee {
    public NodeBack() {
        super(Promise.of(
                        "node.back",
                        "When an unreachable Node is back, its kubelet MUST complete the deletion of the Pods that were to end there:"
                                + " it stops their containers, and only then are their names free for other Pods")
                .otherwise(
                        Harm.DATA, "A member is started again while the old one still runs on the node that came back")
                .documentedAt(
                        "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#delete-pods")
                .alsoSeenIn(Kinds.NODE)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Returns(context).verdict();
    }

    private static final class Returns extends EndingPods {
        private final List<String> ended = new ArrayList<>();

        Returns(JudgingContext context) {
            super(context);
        }

        @Override
        void take(Incarnation pod) {
            List<Outage> before = outages.whileEnding(pod);
            if (!before.isEmpty()) {
                take(pod, before.get(before.size() - 1));
            }
        }

        @Override
        String kept() {
            return "the kubelet of a node that was back had stopped the containers of " + Phrases.list(ended)
                    + " before the name was free";
        }

        @Override
        String nothing() {
            return "no pod of " + context.name() + " was to end on a node that was unreachable and came back";
        }

        private void take(Incarnation pod, Outage outage) {
            if (pod.deleted().isEmpty()) {
                outage.back()
                        .ifPresent(back -> findings.open(
                                Phrases.pod(pod) + " was not gone until the recording ended, though node "
                                        + outage.node() + " was back " + Phrases.at(back),
                                outage.from(),
                                back));
                return;
            }
            Observation gone = pod.deleted().get();
            PodView last = PodView.of(gone);
            if (last.reported() && last.running().isEmpty()) {
                findings.judged();
                ended.add(Phrases.pod(pod));
            } else if (outage.back().isPresent() && outage.endedBy(gone.resourceVersion())) {
                removed(pod, outage, outage.back().get(), gone);
            }
        }

        private void removed(Incarnation pod, Outage outage, Observation back, Observation gone) {
            String sentence = Phrases.pod(pod) + " was gone " + Phrases.at(gone) + ", though node " + outage.node()
                    + " was back " + Phrases.at(back) + " and its kubelet had not said that its containers stopped";
            if (forced.note(pod, gone)) {
                return;
            }
            if (PodView.of(gone).reported() && context.attribution().allNotedBy(gone)) {
                findings.broken(sentence, outage.from(), back, gone);
            } else {
                findings.open(sentence + "; nobody is on record for its removal", outage.from(), back, gone);
            }
        }
    }
}
