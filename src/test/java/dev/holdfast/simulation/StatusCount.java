package dev.holdfast.simulation;

import dev.holdfast.simulation.StatefulSet.Counts;
import dev.holdfast.simulation.StatefulSet.Status;
import java.util.List;
import java.util.function.Predicate;

/** Counts pods for the status of a set. */
record StatusCount(StatefulSet set, RevisionControl revisions, long now) {

    Status of(List<Pod> pods) {
        Counts counts = new Counts(
                pods.size(),
                count(pods, Pod::runningAndReady),
                count(pods, pod -> pod.runningAndReady() && pod.available(set.spec.minReadySeconds, now)),
                count(pods, pod -> standing(pod, revisions.current)),
                count(pods, pod -> standing(pod, revisions.update)));
        return new Status(
                set.meta.generation,
                counts,
                revisions.current.name(),
                revisions.update.name(),
                revisions.collisions(),
                set.status.progressing());
    }

    /** The controller counts one less of the current revision for each pod that it deleted, of whichever that was. */
    Status less(Status status, int deleted) {
        Counts counts = status.counts();
        return status.counting(counts.current(counts.current() - deleted));
    }

    private static boolean standing(Pod pod, ControllerRevision revision) {
        return !pod.meta.terminating() && pod.revision().equals(revision.name());
    }

    private static int count(List<Pod> pods, Predicate<Pod> condition) {
        return (int) pods.stream().filter(condition).count();
    }
}
