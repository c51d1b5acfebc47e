package dev.holdfast.scenario;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.ClaimView;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What stands in the way of something that does not happen, in the words of the cluster: why a pod is not Ready, why a
 * claim is not bound, and the last warning.
 */
final class Obstacles {

    private static final String EVENT = "Event";

    private Obstacles() {}

    /**
     * What stands in the way.
     *
     * @param present what is there
     * @return clauses that name objects; never empty
     */
    static String in(Snapshot present) {
        List<String> found = new ArrayList<>();
        for (Observation claim : present.all(Kinds.CLAIM)) {
            if (!ClaimView.of(claim).bound()) {
                found.add("claim " + claim.object().name() + " is "
                        + ClaimView.of(claim).phase() + lastWord(present, claim));
            }
        }
        List<Observation> pods = present.all(Kinds.POD);
        for (Observation pod : pods) {
            if (!PodView.of(pod).healthy()) {
                found.add("pod " + pod.object().name() + " is " + state(pod) + lastWord(present, pod));
            }
        }
        for (Observation set : present.all(Kinds.STATEFUL_SET)) {
            JsonNode status = set.object().json().path("status");
            found.add("StatefulSet " + set.object().name() + " reports "
                    + status.path("readyReplicas").asInt(0) + " Ready of "
                    + status.path("replicas").asInt(0) + lastWord(present, set));
        }
        if (pods.isEmpty()) {
            found.add("there is no pod");
        }
        return found.isEmpty() ? "all that is there is Ready and Bound" : String.join("; ", found);
    }

    private static String state(Observation pod) {
        JsonNode status = pod.object().json().path("status");
        if (pod.object().terminating()) {
            return "terminating";
        }
        for (JsonNode container : status.path("containerStatuses")) {
            JsonNode waiting = container.path("state").path("waiting");
            if (!waiting.isMissingNode()) {
                return status.path("phase").asString("") + ", its container waits: "
                        + waiting.path("reason").asString("no reason given")
                        + clause(waiting.path("message").asString(""));
            }
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("status").asString("").equals("False")
                    && !condition.path("message").asString("").isEmpty()) {
                return status.path("phase").asString("") + ", not "
                        + condition.path("type").asString("")
                        + clause(condition.path("message").asString(""));
            }
        }
        return status.path("phase").asString("without a phase") + " and not Ready";
    }

    // Events of one object have a time of one second only; their resourceVersion tells which is the latest.
    private static String lastWord(Snapshot present, Observation about) {
        Optional<JsonNode> last = present.all(EVENT).stream()
                .filter(event -> event.object()
                        .json()
                        .path("involvedObject")
                        .path("uid")
                        .asString("")
                        .equals(about.object().uid()))
                .max(Comparator.comparingLong(Observation::resourceVersion))
                .map(event -> event.object().json());
        return last.map(event -> " (last event: " + event.path("reason").asString("")
                        + clause(event.path("message").asString("").strip()) + ")")
                .orElse("");
    }

    private static String clause(String message) {
        return message.isEmpty() ? "" : ": " + message;
    }
}
