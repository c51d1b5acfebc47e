package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.InOrder;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is of a revision: the status of its set that names it, or a pod. */
final class RevisionUse {
    private final JudgingContext context;
    private final List<Observation> states;
    /** Which pods were ever of a revision; worked out only when somebody asks. */
    private Optional<Map<String, List<Incarnation>>> pods = Optional.empty();

    /** Whether the controller knows of all pods that it made, as it does since Kubernetes 1.36. */
    private final boolean podsKnown;

    RevisionUse(JudgingContext context) {
        this.context = context;
        this.states = context.set().states();
        this.podsKnown = context.history()
                .serverVersion()
                .filter(server -> server.isAtLeast(1, 36))
                .isPresent();
    }

    /** Whether a set was there at a moment, and was to stay. */
    boolean lives(String set, Observation moment) {
        return context.set()
                .stateAt(moment.resourceVersion() - 1)
                .filter(state ->
                        state.object().uid().equals(set) && !state.object().terminating())
                .isPresent();
    }

    /** Who the controller must have known to be of a revision when that was deleted, as a clause. */
    Optional<String> user(String revision, String set, Observation deletion) {
        StatefulSetView status = StatefulSetView.of(
                context.set().stateAt(deletion.resourceVersion() - 1).orElseThrow());
        // Where it does not tell of the newest spec yet, the controller may be updating to another revision already.
        if (status.currentRevision().equals(revision) || (status.acknowledged() && names(status, revision))) {
            return Optional.of("the status of StatefulSet " + context.name() + " named it");
        }
        return pods(revision).stream()
                .filter(pod -> podsKnown && isOf(pod, revision, set, deletion))
                .findFirst()
                .map(pod -> Phrases.pod(pod) + " was of it");
    }

    /** Whether anything was of a revision at any time since the status that named the next. */
    boolean used(String revision, ControllerPasses passes) {
        long from = passes.named().resourceVersion();
        long end = passes.end().resourceVersion();
        return states.subList(InOrder.firstAfter(states, from - 1), InOrder.firstAfter(states, end)).stream()
                        .anyMatch(state -> names(StatefulSetView.of(state), revision))
                || pods(revision).stream()
                        .anyMatch(pod -> pod.lifetime().first().resourceVersion() <= end
                                && pod.deleted()
                                        .filter(gone -> gone.resourceVersion()
                                                < passes.made().resourceVersion())
                                        .isEmpty());
    }

    private List<Incarnation> pods(String revision) {
        if (pods.isEmpty()) {
            Map<String, List<Incarnation>> all = new HashMap<>();
            for (Incarnation pod : context.set().incarnations()) {
                pod.lifetime().states().stream()
                        .map(state -> PodView.of(state).revision())
                        .distinct()
                        .forEach(each -> all.computeIfAbsent(each, any -> new ArrayList<>())
                                .add(pod));
            }
            pods = Optional.of(all);
        }
        return pods.get().getOrDefault(revision, List.of());
    }

    private static boolean names(StatefulSetView status, String revision) {
        return status.currentRevision().equals(revision)
                || status.updateRevision().equals(revision);
    }

    private static boolean isOf(Incarnation pod, String revision, String set, Observation moment) {
        return pod.added().isPresent()
                && pod.lifetime()
                        .at(moment.resourceVersion())
                        .filter(state -> state.object().controlledBy(set))
                        .filter(state -> PodView.of(state).revision().equals(revision))
                        .isPresent();
    }
}
