package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.snapshot.DesiredState;
import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a set is about, and how far it is.
 *
 * @param doing one word or two, as {@code rolling} or {@code scaling up}; empty when it is not about anything
 * @param done how many pods are as they are to be
 * @param total of how many
 * @param what what those pods are, as {@code updated and available}
 * @param since since when, if the server has a time for it
 * @param evidence what the server has that shows it
 */
public record Activity(
        String doing, int done, int total, String what, Optional<Instant> since, List<Evidence> evidence) {

    public Activity {
        evidence = List.copyOf(evidence);
    }

    static Activity of(SetSnapshot snapshot) {
        DesiredState desired = snapshot.desired();
        Replicas replicas = snapshot.replicas();
        int available = replicas.that(replicas::available).size();
        if (isRolling(desired, replicas)) {
            List<Replica> all = replicas.that(replicas::isForUpdate);
            int updated = (int) all.stream()
                    .filter(each -> replicas.updated(each) && replicas.available(each))
                    .count();
            return new Activity(
                    desired.recreate() ? "recreating" : "rolling",
                    updated,
                    all.size(),
                    "updated and available",
                    revision(snapshot).flatMap(Activity::written),
                    List.of(revisions(desired)));
        }
        if (!replicas.surplus().isEmpty()) {
            return new Activity(
                    "scaling down",
                    desired.replicas(),
                    desired.replicas() + replicas.surplus().size(),
                    "pods are to stay",
                    Optional.empty(),
                    List.of(Evidence.field(
                            "StatefulSet " + desired.name(),
                            "spec.replicas",
                            desired.replicas() + ", and there is " + Names.of(replicas.surplus()),
                            Optional.empty())));
        }
        boolean missing = !replicas.that(Replica::missing).isEmpty();
        return new Activity(
                missing ? "scaling up" : "", available, desired.replicas(), "available", Optional.empty(), List.of());
    }

    private static boolean isRolling(DesiredState desired, Replicas replicas) {
        if (!desired.rollingUpdate() && !desired.recreate()) {
            return false;
        }
        boolean twoRevisions = !desired.currentRevision().equals(desired.updateRevision());
        return replicas.inRange().stream()
                .filter(replicas::isForUpdate)
                .anyMatch(each -> isOutdated(each, replicas) || (twoRevisions && !replicas.available(each)));
    }

    private static boolean isOutdated(Replica replica, Replicas replicas) {
        return !replica.missing() && !replicas.updated(replica);
    }

    private static Optional<ControllerRevision> revision(SetSnapshot snapshot) {
        return snapshot.revisions().stream()
                .filter(each ->
                        each.getMetadata().getName().equals(snapshot.desired().updateRevision()))
                .findFirst();
    }

    /** A revision that is rolled back to is an old object with a new number: the last write counts, not the creation. */
    private static Optional<Instant> written(ControllerRevision revision) {
        ObjectMeta metadata = revision.getMetadata();
        return Stream.concat(
                        Stream.of(Moments.of(metadata.getCreationTimestamp())),
                        metadata.getManagedFields().stream().map(entry -> Moments.of(entry.getTime())))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Evidence revisions(DesiredState desired) {
        return Evidence.field(
                "StatefulSet " + desired.name(),
                "status.updateRevision",
                desired.updateRevision()
                        + (desired.currentRevision().equals(desired.updateRevision())
                                ? ""
                                : ", currentRevision: " + desired.currentRevision()),
                Optional.empty());
    }

    /** {@return as {@code rolling, 1 of 3 updated and available}} */
    public String words() {
        return (doing.isEmpty() ? "" : doing + ", ") + done + " of " + total + " " + what;
    }
}
