package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiException.Reason;
import dev.holdfast.simulation.ApiServer.Precondition;
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
        boolean updating = status.updated() < set.spec.replicas
                && !status.currentRevision().equals(status.updateRevision());
        if (updating && controller.faults.strike(Fault.SAYS_COMPLETE_AT_ONCE)) {
            int all = set.spec.replicas;
            String revision = status.updateRevision();
            return new Status(
                    status.observedGeneration(),
                    all,
                    all,
                    all,
                    all,
                    all,
                    revision,
                    revision,
                    status.collisions(),
                    status.progressing());
        }
        if (updating && status.updated() > 0 && controller.faults.strike(Fault.PROMOTES_EARLY)) {
            return new Status(
                    status.observedGeneration(),
                    status.replicas(),
                    status.ready(),
                    status.available(),
                    status.current(),
                    status.updated(),
                    status.updateRevision(),
                    status.updateRevision(),
                    status.collisions(),
                    status.progressing());
        }
        if (controller.faults.strike(Fault.OBSERVES_AHEAD)) {
            return new Status(
                    status.observedGeneration() + 1,
                    status.replicas(),
                    status.ready(),
                    status.available(),
                    status.current(),
                    status.updated(),
                    status.currentRevision(),
                    status.updateRevision(),
                    status.collisions(),
                    status.progressing());
        }
        if (status.replicas() > 0 && controller.faults.strike(Fault.COUNTS_ONE_MORE)) {
            return new Status(
                    status.observedGeneration(),
                    status.replicas() + 1,
                    status.ready(),
                    status.available(),
                    status.current(),
                    status.updated(),
                    status.currentRevision(),
                    status.updateRevision(),
                    status.collisions(),
                    status.progressing());
        }
        if (status.available() < status.ready() && controller.faults.strike(Fault.COUNTS_READY_AS_AVAILABLE)) {
            return new Status(
                    status.observedGeneration(),
                    status.replicas(),
                    status.ready(),
                    status.ready(),
                    status.current(),
                    status.updated(),
                    status.currentRevision(),
                    status.updateRevision(),
                    status.collisions(),
                    status.progressing());
        }
        return status;
    }

    private Status completed(Status status) {
        int all = set.spec.replicas;
        boolean complete = status.updated() == all && status.ready() == all && status.replicas() == all;
        return complete
                ? new Status(
                        status.observedGeneration(),
                        status.replicas(),
                        status.ready(),
                        status.available(),
                        status.updated(),
                        status.updated(),
                        status.updateRevision(),
                        status.updateRevision(),
                        status.collisions(),
                        recreated(status.progressing()))
                : status;
    }

    private String recreated(String progressing) {
        boolean ends = set.spec.strategy == Strategy.RECREATE && !progressing.isEmpty();
        return ends ? Status.RECREATED : progressing;
    }

    private static Status withGenerationOf(Status old, Status other) {
        return new Status(
                other.observedGeneration(),
                old.replicas(),
                old.ready(),
                old.available(),
                old.current(),
                old.updated(),
                old.currentRevision(),
                old.updateRevision(),
                other.collisions(),
                old.progressing());
    }
}
