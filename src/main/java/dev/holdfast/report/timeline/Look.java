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
record Look(State state, String key, String text) {

    static Look ofPod(Observation observation) {
        PodView pod = PodView.of(observation);
        return new Look(state(pod), "", "");
    }

    private static State state(PodView pod) {
        if (pod.terminating()) {
            return State.TERMINATING;
        }
        return switch (pod.phase()) {
            case "Running" -> pod.ready() ? State.READY : State.RUNNING;
            case "Succeeded", "Failed" -> State.ENDED;
            default -> State.PENDING;
        };
    }

    static Look ofClaim(Observation observation) {
        ClaimView claim = ClaimView.of(observation);
        String volume = claim.volumeName().orElse("");
        State state =
                switch (claim.phase()) {
                    case "Bound" -> State.BOUND;
                    case "Lost" -> State.LOST;
                    default -> State.PENDING;
                };
        return new Look(observation.object().terminating() ? State.TERMINATING : state, volume, volume);
    }

    static Look ofRevision(Observation observation) {
        long number = RevisionView.of(observation.object()).revision();
        State state = observation.object().terminating() ? State.TERMINATING : State.PRESENT;
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
            return new Look(State.TERMINATING, "", counts);
        }
        return new Look(set.settled() && !rolling ? State.SETTLED : State.CHANGING, counts, counts);
    }
}
