package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.PodView;
import java.util.Optional;

/** Who took a pod out of the API whose kubelet had not said that its containers stopped, as far as somebody is on record for it. */
public final class ForcedRemoval {
    /** Detail of a deletion: the grace period in seconds that was asked for. */
    public static final String GRACE = "gracePeriodSeconds";

    private ForcedRemoval() {}

    /**
     * Who it was, other than the controller.
     *
     * @param namespace the namespace of the pod
     * @param gone the deletion of the pod
     * @return who, with "by" or "as"; nothing when nobody is on record
     */
    public static Optional<String> by(History history, String namespace, Incarnation pod, Observation gone) {
        boolean byScenario = history.actions().stream()
                .filter(action -> "0".equals(action.details().get(GRACE)))
                .filter(action -> action.isIn(namespace) && action.deletes(Kinds.POD, pod.name(), pod.uid()))
                .filter(action ->
                        !action.uid().isEmpty() || pod.lifetime().first().index() < action.index())
                .anyMatch(action -> action.index() < gone.index());
        if (byScenario) {
            return Optional.of("by the scenario");
        }
        if (Attribution.byUser(gone)) {
            return gone.request().map(request -> "by " + request.user());
        }
        return byCollector(gone)
                ? Optional.of("as the pod garbage collector does with the pods of a lost node")
                : Optional.empty();
    }

    /** Whether the pod had been marked as failed though its containers ran, as the pod garbage collector does. */
    public static boolean byCollector(Observation gone) {
        return PodView.of(gone).ended();
    }
}
