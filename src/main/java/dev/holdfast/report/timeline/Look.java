package dev.holdfast.report.timeline;

import dev.holdfast.history.Observation;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.RevisionView;
import dev.holdfast.history.view.StatefulSetView;
import tools.jackson.databind.JsonNode;

/**
 * How one observed state of an object is drawn. A new segment begins where the state or the key changes.
 *
 * @param state what it is
 * @param key what else distinguishes it
 * @param text what else is worth saying
 */
record Look(DrawnState state, String key, String text) {

    static Look ofPod(Observation observation) {
        PodView pod = PodView.of(observation);
        return new Look(state(pod), "", "");
    }

    private static DrawnState state(PodView pod) {
        if (pod.terminating()) {
            return DrawnState.TERMINATING;
        }
        return switch (pod.phase()) {
            case "Running" -> pod.ready() ? DrawnState.READY : DrawnState.RUNNING;
            case "Succeeded", "Failed" -> DrawnState.ENDED;
            default -> DrawnState.PENDING;
        };
    }

    static Look ofClaim(Observation observation) {
        ClaimView claim = ClaimView.of(observation);
        String volume = claim.volumeName().orElse("");
        DrawnState state =
                switch (claim.phase()) {
                    case "Bound" -> DrawnState.BOUND;
                    case "Lost" -> DrawnState.LOST;
                    default -> DrawnState.PENDING;
                };
        return new Look(observation.object().terminating() ? DrawnState.TERMINATING : state, volume, volume);
    }

    static Look ofRevision(Observation observation) {
        long number = RevisionView.of(observation.object()).revision();
        DrawnState state = observation.object().terminating() ? DrawnState.TERMINATING : DrawnState.PRESENT;
        return new Look(state, Long.toString(number), "revision " + number);
    }

    static Look ofSet(Observation observation) {
        StatefulSetView set = StatefulSetView.of(observation);
        JsonNode status = observation.object().json().path("status");
        int updated = status.path("updatedReplicas").asInt(0);
        boolean rolling = !set.currentRevision().equals(set.updateRevision());
        String counts = status.path("readyReplicas").asInt(0) + " of " + set.replicas() + " Ready"
                + (rolling ? ", " + updated + " updated" : "");
        if (observation.object().terminating()) {
            return new Look(DrawnState.TERMINATING, "", counts);
        }
        return new Look(set.settled() && !rolling ? DrawnState.SETTLED : DrawnState.CHANGING, counts, counts);
    }
}
