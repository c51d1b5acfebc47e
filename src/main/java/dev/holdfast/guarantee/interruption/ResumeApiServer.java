package dev.holdfast.guarantee.interruption;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.history.Action;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import java.util.Optional;
import java.util.Set;

/**
 * An API server that is started again finds all objects as they were. Controllers and kubelets take up from there, and the containers
 * of pods have run on.
 */
public final class ResumeApiServer extends ResumeGuarantee {
    /** What a scenario may do meanwhile without touching a container. */
    private static final Set<String> HARMLESS = Set.of(Action.CREATE, Action.START_PROGRAM, "update", "scale");

    public ResumeApiServer() {
        super(
                "kube-apiserver",
                Promise.of(
                                "resume.api-server",
                                "If the API server is restarted during an update or a scaling, that MUST go on where it stood: no Pod"
                                        + " that is as the StatefulSet wants it is deleted, and no container is restarted")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A moment without the API server takes down members that do not need it, or ends a rollout half-way")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/overview/components/#control-plane-components")
                        .keptByContainers());
    }

    @Override
    void alsoJudge(Interruption interruption, JudgingContext context) {
        long end = end(interruption, context);
        for (Incarnation pod : context.set().incarnations()) {
            Optional<Observation> then =
                    pod.lifetime().asOf(interruption.ended().index());
            then.filter(state -> PodView.of(state).phase().equals("Running"))
                    .flatMap(state -> restarted(pod, state, interruption, end))
                    .ifPresent(again -> context.findings()
                            .broken(
                                    "a container of " + Phrases.pod(pod) + " was restarted " + Phrases.at(again) + " "
                                            + interruption.words(),
                                    interruption.ended(),
                                    then.orElseThrow(),
                                    again));
        }
    }

    private static Optional<Observation> restarted(
            Incarnation pod, Observation then, Interruption interruption, long end) {
        int restarts = PodView.of(then).restarts();
        return pod.lifetime().states().stream()
                .filter(state -> state.index() > interruption.ended().index() && state.index() < end)
                .filter(state -> PodView.of(state).restarts() > restarts)
                .findFirst();
    }

    /** Until when what becomes of containers is nobody's doing but the cluster's. */
    private static long end(Interruption interruption, JudgingContext context) {
        return context.history().actions().stream()
                .filter(action -> action.index() > interruption.ended().index())
                .filter(action -> !action.kind().equals("Scenario") && !isHarmless(action))
                .mapToLong(Entry::index)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean isHarmless(Action action) {
        return HARMLESS.contains(action.verb())
                || (action.kind().equals(Kinds.STATEFUL_SET) && action.verb().startsWith(Action.HANDSHAKE));
    }
}
