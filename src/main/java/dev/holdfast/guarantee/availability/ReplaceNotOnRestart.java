package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A container that ends is started again where it was, and the controller leaves its pod alone: the pod keeps its uid, its node and its
 * address. Worth something only if the controller was seen at work after that.
 */
public final class ReplaceNotOnRestart extends Guarantee {
    public ReplaceNotOnRestart() {
        super(Promise.of(
                        "replace.not-on-restart",
                        "When a container of a Pod ends, it is restarted in place: the controller MUST NOT replace the Pod for"
                                + " that")
                .otherwise(Harm.AVAILABILITY, "A member moves and starts from nothing where a restart would do")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-lifetime")
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<Integer> kept = new TreeSet<>();
        List<Incarnation> restarted = context.set().incarnations().stream()
                .filter(pod -> restart(pod).isPresent())
                .toList();
        if (!restarted.isEmpty()) {
            Standstills looks = Standstills.of(context);
            restarted.forEach(pod -> judge(pod, looks, context, kept));
            context.followDeletions((turn, before) -> {
                restart(turn.pod()).ifPresent(restart -> ending(turn, restart, before, context));
            });
        }
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(kept)
                                + " were left alone by the controller after a container of theirs"
                                + " had been restarted",
                        "no container was restarted of a pod that " + context.name() + " kept");
    }

    /** The state that first told of a restart. */
    private static Optional<Observation> restart(Incarnation pod) {
        int before = PodView.of(pod.lifetime().first()).restarts();
        return pod.lifetime().states().stream()
                .filter(state -> PodView.of(state).restarts() > before)
                .findFirst()
                .filter(state -> !state.deleted() && !state.object().terminating());
    }

    private static void judge(Incarnation pod, Standstills looks, JudgingContext context, Set<Integer> kept) {
        Observation restart = restart(pod).orElseThrow();
        long end = pod.firstTerminating().map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        boolean seen = ControllerActivity.of(context.set())
                        .between(restart.resourceVersion(), end)
                        .isPresent()
                || looks.knownBy(restart, end);
        if (seen) {
            context.findings().judged();
            kept.add(pod.ordinal());
        } else if (pod.firstTerminating().isEmpty()) {
            context.findings()
                    .open(
                            "a container of " + Phrases.pod(pod) + " had been restarted " + Phrases.at(restart)
                                    + ", and nothing shows that the controller was at work after that",
                            restart);
        }
    }

    private static void ending(PodTransition turn, Observation restart, ReplayState before, JudgingContext context) {
        if (context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER
                && context.cause(turn, before) == DeletionReason.NONE) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted by the controller " + Phrases.at(turn.at())
                            + " after a container of it had been restarted " + Phrases.at(restart)
                            + ", although the set wanted it, it had not ended, and it was not to be updated",
                    restart,
                    turn.at());
        }
    }
}
