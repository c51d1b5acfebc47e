package dev.holdfast.report.timeline;

import dev.holdfast.history.Action;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Writer;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.SetTimeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who wrote each state of an object: the manager that its managedFields name. A request to delete an object leaves no name on
 * it; who asked is known where the scenario did, or where the replay of the set knows.
 */
final class Authors {

    private final History history;
    private final Map<String, DeletionActor> deleters = new HashMap<>();
    private final Map<String, List<Writer>> last = new HashMap<>();
    private final Map<String, Boolean> terminating = new HashMap<>();

    Authors(History history) {
        this.history = history;
        history.observations(Kinds.STATEFUL_SET).stream()
                .map(state -> state.object().namespace())
                .distinct()
                .forEach(this::sets);
    }

    private void sets(String namespace) {
        for (String set : history.statefulSets(namespace)) {
            SetTimeline timeline = SetTimeline.of(history, namespace, set);
            Attribution attribution = Attribution.of(timeline);
            timeline.incarnations().forEach(pod -> deleters.put(Kinds.POD + pod.uid(), attribution.actor(pod)));
        }
    }

    /**
     * Who wrote this state. To be asked for each state of an object in order.
     *
     * @return one phrase; empty when nobody is on record for it
     */
    String of(Observation state) {
        Resource object = state.object();
        String key = object.kind() + object.uid();
        List<Writer> before = last.getOrDefault(key, List.of());
        boolean ended = Boolean.TRUE.equals(terminating.put(key, object.terminating()));
        last.put(key, object.writers());
        if (state.request().isPresent()) {
            return audited(state.request().get());
        }
        if (state.deleted() || (object.terminating() && !ended)) {
            return deleter(state, key);
        }
        return writer(before, object.writers());
    }

    /** The audit log names who it was; a user may have been a program, which the agent tells. */
    private static String audited(AuditedRequest request) {
        String program = request.agent().replaceFirst("[/ ].*", "");
        String who = request.byCluster() || program.isEmpty() ? request.who() : request.who() + " by " + program;
        if (request.deletes()) {
            return (request.evicts() ? "evicted by " : "deleted by ") + who;
        }
        return request.subresource().isEmpty() ? who : who + " (" + request.subresource() + ")";
    }

    private static String writer(List<Writer> before, List<Writer> after) {
        List<Writer> changed = new ArrayList<>(after);
        changed.removeAll(before);
        return (changed.isEmpty() ? after : changed)
                .stream()
                        .max(Comparator.comparing((Writer each) -> each.time().orElse(Instant.EPOCH)))
                        .map(Authors::named)
                        .orElse("");
    }

    private static String named(Writer writer) {
        return writer.subresource().isEmpty() ? writer.manager() : writer.manager() + " (" + writer.subresource() + ")";
    }

    private String deleter(Observation state, String key) {
        Resource object = state.object();
        Optional<Action> action = history.actions(object.namespace()).stream()
                .filter(each -> each.index() < state.index())
                .filter(each -> each.deletes(object.kind(), object.name(), object.uid()))
                .reduce((earlier, later) -> later);
        DeletionActor actor = deleters.getOrDefault(key, DeletionActor.UNKNOWN);
        if (action.isPresent() && actor == DeletionActor.UNKNOWN) {
            actor = DeletionActor.SCENARIO;
        }
        return switch (actor) {
            case SCENARIO -> "deleted by the scenario";
            case CONTROLLER -> "deleted by the control plane";
            case DISRUPTION -> "evicted";
            case OWNER_GONE -> "deleted by the garbage collector, after its owner";
            case RETENTION -> "deleted by the garbage collector, by the retention policy";
            case USER -> "deleted by a user";
            case FORCED -> "deleted by somebody with a grace period of their own";
            case UNKNOWN -> "";
        };
    }
}
