package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pod that has come to its end is deleted, and another one is made in its place: its node does not start it again. With OrderedReady
 * that is done when it is its turn. It is broken only where the controller had gone over the set twice since the end of the pod, came
 * to it, and was not refused a deletion.
 */
public final class ReplaceTerminal extends Guarantee {
    public ReplaceTerminal() {
        super(
                Promise.of(
                                "replace.terminal",
                                "A Pod that has Failed or Succeeded MUST be deleted by the controller, which creates a new one with the"
                                        + " same identity")
                        .otherwise(Harm.AVAILABILITY, "A member that was evicted by its node never comes back")
                        .documentedAt(
                                "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#statefulset-considerations"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<String> replaced = new TreeSet<>();
        boolean any = context.set().incarnations().stream()
                .anyMatch(pod -> endedByItself(pod).isPresent());
        if (any) {
            Standstills.of(context, (at, situation) -> left(context, at, situation));
            ReplayState end = context.follow((moment, before) -> {});
            context.set().incarnations().forEach(pod -> endedByItself(pod).ifPresent(ended -> {
                if (context.next(pod).isPresent()) {
                    context.findings().judged();
                    replaced.add(Phrases.pod(pod.ordinal()));
                } else if (wanted(pod, end)) {
                    context.findings()
                            .open(
                                    Phrases.pod(pod) + " had " + phase(ended) + " " + Phrases.at(ended)
                                            + ", and there was no other pod in its place when the recording ended",
                                    ended);
                }
            }));
        }
        return context.findings()
                .verdict(
                        Phrases.list(replaced) + " came back as another pod after the one before had come to its end",
                        "no pod that " + context.name() + " wanted had Failed or Succeeded by itself");
    }

    /** The state in which a pod had come to its end and nobody had asked for that. */
    private static Optional<Observation> endedByItself(Incarnation pod) {
        return pod.ended().filter(state -> !state.object().terminating() && !state.deleted());
    }

    private static boolean wanted(Incarnation pod, ReplayState end) {
        boolean going =
                end.state().filter(state -> !state.object().terminating()).isEmpty();
        return !going
                && end.possible().stream().allMatch(spec -> spec.wants(pod.ordinal()))
                && pod.lifetime()
                        .last()
                        .object()
                        .controllerUid()
                        .equals(end.state().map(state -> state.object().uid()));
    }

    private static void left(JudgingContext context, Observation at, ReplayState situation) {
        StatefulSetView spec = StatefulSetView.of(at);
        for (int ordinal : Standstills.reached(spec, situation)) {
            situation
                    .slot(ordinal)
                    .filter(OrdinalState::standing)
                    .map(OrdinalState::pod)
                    .filter(pod -> pod.controlledBy(at))
                    .flatMap(ReplaceTerminal::endedByItself)
                    .filter(ended -> ended.resourceVersion() < at.resourceVersion())
                    .ifPresent(ended -> notReplaced(context, ended, ordinal, at));
        }
    }

    private static void notReplaced(JudgingContext context, Observation ended, int ordinal, Observation at) {
        if (Standstills.refused(context)) {
            return;
        }
        context.findings()
                .broken(
                        Phrases.pod(ordinal) + " (uid " + ended.object().uid() + ") had " + phase(ended) + " "
                                + Phrases.at(ended)
                                + " and was not deleted, although the controller had gone over the set twice until it"
                                + " wrote the status " + Phrases.at(at),
                        ended,
                        at);
    }

    private static String phase(Observation ended) {
        return PodView.of(ended).phase();
    }
}
