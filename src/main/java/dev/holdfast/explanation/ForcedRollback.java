package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.obstacle.Remedy;
import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A pod that is broken at a revision that the set has left, and that the controller does not replace: it waits for the pod to be
 * Ready before it updates anything, and the pod never is. Only a deletion helps
 * (<a href="https://github.com/kubernetes/kubernetes/issues/67250">kubernetes#67250</a>).
 */
final class ForcedRollback {

    private ForcedRollback() {}

    /**
     * Whether it is that.
     *
     * @param snapshot what the server has
     * @param replica a pod that the set cannot go on for
     * @param obstacle why it cannot
     */
    static boolean isNeeded(SetSnapshot snapshot, Replica replica, PodObstacle obstacle) {
        DesiredState desired = snapshot.desired();
        return !replica.missing()
                && !replica.terminating()
                && obstacle.kind().isOfTemplate()
                && (!desired.parallel() || desired.onDelete())
                && !desired.recreate()
                && !replica.revision().isEmpty()
                && !replica.revision().equals(desired.updateRevision())
                && desired.revisionOfNew(replica.ordinal()).equals(desired.updateRevision());
    }

    static Statement statement(SetSnapshot snapshot, Replica replica) {
        DesiredState desired = snapshot.desired();
        return new Statement(
                "pod " + replica.name() + " still has the revision " + replica.revision() + ", the set asks for "
                        + desired.updateRevision()
                        + (desired.onDelete()
                                ? ", and the controller replaces no pod (OnDelete)"
                                : ", and the controller replaces it only once it is Ready (kubernetes/kubernetes#67250)"),
                List.of(
                        Evidence.field(
                                "Pod " + replica.name(),
                                "metadata.labels[controller-revision-hash]",
                                replica.revision(),
                                Optional.empty()),
                        Evidence.field(
                                "StatefulSet " + desired.name(),
                                "status.updateRevision",
                                desired.updateRevision(),
                                Optional.empty())));
    }

    static Remedy remedy(SetSnapshot snapshot, Replica replica) {
        return new Remedy(
                "delete pod " + replica.name() + ". That is safe: it is not Ready, the controller makes it anew at the"
                        + " revision that the set asks for, and its claims stay",
                "kubectl delete pod -n " + snapshot.desired().namespace() + " " + replica.name());
    }

    /** What will be needed once the template is corrected; nothing where the controller replaces the pod by itself. */
    static Optional<Remedy> later(SetSnapshot snapshot, PodObstacle obstacle, Replica replica) {
        DesiredState desired = snapshot.desired();
        return desired.parallel()
                        || replica.missing()
                        || replica.terminating()
                        || !obstacle.kind().isOfTemplate()
                ? Optional.empty()
                : Optional.of(new Remedy(
                        "once the template is changed, delete this pod, too: the controller waits for it to be Ready before it"
                                + " replaces it (kubernetes/kubernetes#67250)",
                        "kubectl delete pod -n " + desired.namespace() + " " + replica.name()));
    }
}
