package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.ControllerActivity.InVain;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.NodeOutages;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody says that a node is lost for good: its pods leave the API although nobody has stopped them, and come back on other nodes.
 * That a pod stays is a violation only where it was waited for, the controllers were at work, and no finalizer holds it.
 */
abstract class GivenUpGuarantee extends Guarantee {
    protected GivenUpGuarantee(Promise promise) {
        super(promise);
    }

    /** When it was said of a pod's node, while the pod was there; nothing when it was not. */
    abstract Optional<Observation> givenUp(Incarnation pod, NodeOutages outages);

    /** What was said, as a participle: {@code deleted}. */
    abstract String said();

    @Override
    protected final Verdict judge(JudgingContext context) {
        return new Replacements(this, context).verdict();
    }

    private static final class Replacements {
        private final GivenUpGuarantee guarantee;
        private final JudgingContext context;
        private final Findings findings;
        private final List<String> moved = new ArrayList<>();

        Replacements(GivenUpGuarantee guarantee, JudgingContext context) {
            this.guarantee = guarantee;
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            NodeOutages outages = NodeOutages.of(context.history());
            ReplayState end = context.follow((moment, before) -> {});
            for (Incarnation pod : context.set().incarnations()) {
                guarantee.givenUp(pod, outages).ifPresent(since -> take(pod, since, end));
            }
            return findings.verdict(
                    "after their node was " + guarantee.said() + ", pods came back on other nodes: "
                            + Phrases.list(moved),
                    "no node was " + guarantee.said() + " that had a pod of " + context.name());
        }

        private void take(Incarnation pod, Observation since, ReplayState end) {
            if (pod.deleted().isEmpty()) {
                stays(pod, since);
            } else if (wanted(pod)) {
                replaced(pod, since, pod.deleted().get(), end);
            }
        }

        private boolean wanted(Incarnation pod) {
            return context.set()
                    .last()
                    .filter(spec -> spec.wants(pod.ordinal()))
                    .isPresent();
        }

        private void stays(Incarnation pod, Observation since) {
            String sentence =
                    Phrases.pod(pod) + " was not gone until the recording ended, although " + node(pod, since);
            boolean held = !pod.lifetime()
                    .last()
                    .object()
                    .json()
                    .path("metadata")
                    .path("finalizers")
                    .isEmpty();
            Optional<Observation> control = ControllerActivity.of(context.set())
                    .inVainInAnyCaseAfter(since)
                    .flatMap(InVain::control);
            if (control.isPresent() && !held) {
                findings.broken(
                        sentence + "; it was waited for and " + new WaitedInVain(control.get()).atWork(),
                        since,
                        control.get());
            } else {
                findings.open(sentence, since);
            }
        }

        private void replaced(Incarnation pod, Observation since, Observation gone, ReplayState end) {
            Optional<Incarnation> next = context.next(pod);
            if (next.isEmpty()) {
                notMade(pod, since, gone, end);
            } else if (next.get().firstReady().isEmpty()
                    || NodeOutages.nodeOf(next.get()).equals(NodeOutages.nodeOf(pod))) {
                findings.open(
                        Phrases.pod(next.get()) + " was created "
                                + Phrases.at(next.get().lifetime().first()) + " after " + node(pod, since)
                                + ", but it was not seen Ready on another node",
                        since,
                        next.get().lifetime().last());
            } else {
                findings.judged();
                moved.add(Phrases.pod(next.get()) + " on node " + NodeOutages.nodeOf(next.get()) + " after node "
                        + NodeOutages.nodeOf(pod));
            }
        }

        private void notMade(Incarnation pod, Observation since, Observation gone, ReplayState end) {
            String sentence = Phrases.pod(pod) + " was gone " + Phrases.at(gone) + " after " + node(pod, since)
                    + ", but no new pod of that name was created";
            Optional<WaitedInVain> inVain = WaitedInVain.after(context, gone);
            if (inVain.isPresent()
                    && WaitedInVain.inTheWay(context, pod.ordinal(), end).isEmpty()) {
                findings.broken(
                        sentence + ", " + inVain.get().words(),
                        since,
                        gone,
                        inVain.get().control());
            } else {
                findings.open(sentence + " until the recording ended", since, gone);
            }
        }

        private String node(Incarnation pod, Observation since) {
            return "its node " + NodeOutages.nodeOf(pod) + " was " + guarantee.said() + " " + Phrases.at(since);
        }
    }
}
