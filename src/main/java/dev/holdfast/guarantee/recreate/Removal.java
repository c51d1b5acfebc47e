package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import java.util.Map;
import java.util.TreeMap;

/** The pods that the controller has removed since they are of another version than a set with the strategy Recreate is to have. */
final class Removal {
    private final JudgingContext context;
    private final Map<Integer, Incarnation> pods = new TreeMap<>();

    Removal(JudgingContext context) {
        this.context = context;
    }

    /** Whether the label of a pod never named a revision. */
    static boolean never(Incarnation pod, String revision) {
        return pod.lifetime().states().stream()
                .noneMatch(state -> PodView.of(state).revision().equals(revision));
    }

    /** Takes a write of the set; one that is about to end makes no pods. */
    void written(Observation written) {
        if (written.deleted() || written.object().terminating()) {
            clear();
        }
    }

    /** Takes a pod whose end was asked for, if it belongs to these. */
    void ending(PodTransition turn, ReplayState before) {
        if (takes(turn, before)) {
            pods.put(turn.ordinal(), turn.pod());
        }
    }

    /** Whether the end of a pod was asked for by the controller since it is of another version. */
    boolean takes(PodTransition turn, ReplayState before) {
        return context.cause(turn, before) == DeletionReason.RECREATE
                && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER
                // By another strategy that the set had just before, the controller would have left it alone.
                && before.possible().stream()
                        .filter(spec -> !spec.strategy().recreating())
                        .allMatch(spec -> DeletionReason.by(spec, turn, context.revisions()) == DeletionReason.NONE);
    }

    /** They, by their ordinals. */
    Map<Integer, Incarnation> pods() {
        return pods;
    }

    /** Whether a pod that the controller created for the set is of the version for which these were removed. */
    boolean endedBy(PodTransition created, ReplayState before) {
        return !pods.isEmpty() && forNext(created, before);
    }

    /** Whether a pod is of the version that a set with the strategy Recreate is to have, by every spec that may count. */
    boolean forNext(PodTransition created, ReplayState before) {
        return !before.possible().isEmpty()
                && before.possible().stream()
                        .allMatch(spec -> spec.strategy().recreating()
                                && context.upToDate(created.pod().revision(), spec));
    }

    void clear() {
        pods.clear();
    }

    /** Reports that nothing had been created in their place when the recording ended. */
    void open() {
        pods.values().stream().findFirst().ifPresent(pod -> {
            Observation ending = pod.firstTerminating().orElseThrow();
            boolean wanted =
                    context.set().last().filter(view -> view.replicas() > 0).isPresent();
            if (wanted) {
                context.findings()
                        .open(
                                Phrases.pod(pod) + " was deleted " + Phrases.at(ending)
                                        + " for an update, and the recording ended before a pod of the next version was created",
                                ending);
            }
        });
    }
}
