package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.ApiServer.Precondition;
import dev.holdfast.simulation.StatefulSet.Counts;
import dev.holdfast.simulation.StatefulSet.Status;
import dev.holdfast.simulation.StatefulSetSpec.Strategy;

/** Writes the status of a set when it says something new. */
record StatusWriter(StatefulSetController controller, StatefulSet set) {

    private static final int TRIES = 5;

    void write(Status counted) {
        Status status = completed(counted);
        boolean news = status.observedGeneration() > set.status.observedGeneration()
                || !withGenerationOf(set.status, status).equals(status);
        if (!news) {
            return;
        }
        SyncPass.validate(status);
        Status said = asSaid(status);
        StatefulSet known = set;
        for (int i = 0; ; i++) {
            try {
                StatefulSet written = controller.api.updateStatus(
                        known,
                        Precondition.version(known),
                        StatefulSetController.MANAGER,
                        changed -> changed.status = said);
                controller.caches.wrote(set, written);
                return;
            } catch (ApiException refused) {
                // The same counts are written to whatever the cache holds by now, be it another spec.
                if (!refused.is(Reason.CONFLICT) || i == TRIES) {
                    throw refused;
                }
                controller.clock.advance(10);
                known = controller.caches.sets.get(set.name()).orElse(known);
            }
        }
    }

    private Status asSaid(Status status) {
        Counts counts = status.counts();
        boolean updating = counts.updated() < set.spec.replicas
                && !status.currentRevision().equals(status.updateRevision());
        if (updating && controller.faults.strike(Fault.SAYS_COMPLETE_AT_ONCE)) {
            return status.counting(Counts.all(set.spec.replicas)).promoted();
        }
        if (updating && counts.updated() > 0 && controller.faults.strike(Fault.PROMOTES_EARLY)) {
            return status.promoted();
        }
        if (controller.faults.strike(Fault.OBSERVES_AHEAD)) {
            return status.observing(status.observedGeneration() + 1);
        }
        if (counts.replicas() > 0 && controller.faults.strike(Fault.COUNTS_ONE_MORE)) {
            return status.counting(new Counts(
                    counts.replicas() + 1, counts.ready(), counts.available(), counts.current(), counts.updated()));
        }
        if (counts.available() < counts.ready() && controller.faults.strike(Fault.COUNTS_READY_AS_AVAILABLE)) {
            return status.counting(
                    new Counts(counts.replicas(), counts.ready(), counts.ready(), counts.current(), counts.updated()));
        }
        return status;
    }

    private Status completed(Status status) {
        Counts counts = status.counts();
        int all = set.spec.replicas;
        boolean complete = counts.updated() == all && counts.ready() == all && counts.replicas() == all;
        return complete
                ? status.counting(counts.current(counts.updated()))
                        .promoted()
                        .progressing(recreated(status.progressing()))
                : status;
    }

    private String recreated(String progressing) {
        boolean ends = set.spec.strategy == Strategy.RECREATE && !progressing.isEmpty();
        return ends ? Status.RECREATED : progressing;
    }

    private static Status withGenerationOf(Status old, Status other) {
        return new Status(
                other.observedGeneration(),
                old.counts(),
                old.currentRevision(),
                old.updateRevision(),
                other.collisions(),
                old.progressing());
    }
}
