package dev.holdfast.guarantee.node;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kubelet that is restarted finds the pods that run on its node and leaves them as they are. What a kubelet does is seen only once
 * it is at work again: it has started a pod that was made since. Until the scenario does something else, nobody but the cluster
 * touches the pods.
 */
public final class NodeKubeletRestart extends Guarantee {
    public NodeKubeletRestart() {
        super(Promise.of(
                        "node.kubelet-restart",
                        "If the kubelet of a Node is restarted, its Pods and their containers MUST continue to run: none is replaced,"
                                + " and no container is restarted")
                .otherwise(Harm.AVAILABILITY, "Each upgrade of a kubelet takes down the members on its node")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#kubelet-restarts")
                .alsoSeenIn(Kinds.NODE)
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Restarts(context).verdict();
    }

    private static final class Restarts {
        private final JudgingContext context;
        private final Findings findings;
        private final List<String> untouched = new ArrayList<>();
        /** The pods that the controller had a reason to delete, which is none of the kubelet's doing. */
        private final Set<Incarnation> replaced = new HashSet<>();

        Restarts(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            List<Action> actions = context.history().actions();
            context.followDeletions((turn, before) -> {
                DeletionReason cause = context.cause(turn, before);
                if (cause.isForTheTemplate() || cause == DeletionReason.SCALE_DOWN) {
                    replaced.add(turn.pod());
                }
            });
            for (Action action : actions) {
                if (action.verb().equals(Action.RESTART_KUBELET)) {
                    restarted(action, end(actions, action));
                }
            }
            return findings.verdict(
                    Phrases.list(untouched) + " ran on while the kubelet was restarted",
                    "no kubelet was restarted on whose node a pod of " + context.name() + " ran");
        }

        /** Until when what happens is nobody's doing but the cluster's. */
        private static long end(List<Action> actions, Action restart) {
            return actions.stream()
                    .filter(action -> action.index() > restart.index())
                    .filter(action -> !action.verb().equals(Action.CREATE)
                            && !action.kind().equals("Scenario"))
                    .mapToLong(Action::index)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }

        private void restarted(Action restart, long end) {
            for (Incarnation pod : context.set().incarnations()) {
                Optional<Observation> then = pod.lifetime().asOf(restart.index());
                if (then.map(PodView::of)
                        .filter(view -> view.healthy() && view.nodeName().equals(restart.name()))
                        .isPresent()) {
                    judge(pod, then.get(), restart, end);
                }
            }
        }

        private void judge(Incarnation pod, Observation then, Action restart, long end) {
            String since = " after the kubelet of node " + restart.name() + " was restarted";
            Optional<Observation> ending = pod.firstTerminating().filter(state -> within(state, restart, end));
            Optional<Observation> again = pod.lifetime().states().stream()
                    .filter(state -> within(state, restart, end))
                    .filter(state ->
                            PodView.of(state).restarts() > PodView.of(then).restarts())
                    .findFirst();
            if (ending.isPresent() && replaced.contains(pod)) {
                return;
            }
            if (ending.isPresent()) {
                ended(pod, restart, ending.get(), since);
            } else if (again.isPresent()) {
                findings.broken(
                        "a container of " + Phrases.pod(pod) + " was restarted " + Phrases.at(again.get()) + since,
                        restart,
                        then,
                        again.get());
            } else if (!atWork(restart, end)) {
                findings.open(
                        "nothing shows that the kubelet of node " + restart.name() + " was at work after its restart",
                        restart);
            } else {
                findings.judged();
                untouched.add(Phrases.pod(pod));
            }
        }

        private void ended(Incarnation pod, Action restart, Observation ending, String since) {
            String sentence = Phrases.pod(pod) + " began to end " + Phrases.at(ending) + since;
            if (context.attribution().actor(pod) == DeletionActor.CONTROLLER) {
                findings.broken(sentence, restart, ending);
            } else {
                findings.open(sentence + "; somebody else than the cluster may have asked for that", restart, ending);
            }
        }

        /** Whether a pod that was made after the restart became Ready on that node. */
        private boolean atWork(Action restart, long end) {
            for (Lifetime pod :
                    context.history().lifetimes(Kinds.POD, context.subject().namespace())) {
                if (pod.first().index() > restart.index()
                        && pod.states().stream()
                                .filter(state -> within(state, restart, end))
                                .map(PodView::of)
                                .anyMatch(view ->
                                        view.healthy() && view.nodeName().equals(restart.name()))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean within(Entry entry, Action restart, long end) {
            return entry.index() > restart.index() && entry.index() < end;
        }
    }
}
