package dev.holdfast.simulation;

import dev.holdfast.history.Entry;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A history for readers: one short line for each entry. */
final class Listing {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("ss.SSS").withZone(ZoneOffset.UTC);

    private Listing() {}

    static String of(History history) {
        StringBuilder lines = new StringBuilder();
        for (Entry entry : history.entries()) {
            lines.append(entry.index()).append(' ').append(line(entry)).append('\n');
        }
        return lines.toString();
    }

    private static String line(Entry entry) {
        if (!(entry instanceof Observation observation)) {
            return entry.toString();
        }
        JsonNode json = observation.object().json();
        return observation.resourceVersion() + " " + SECONDS.format(observation.at()) + " "
                + observation.change() + " " + observation.object().kind() + " "
                + observation.object().name() + " "
                + switch (observation.object().kind()) {
                    case Pod.KIND -> pod(json, observation);
                    case StatefulSet.KIND -> set(json, observation);
                    case Event.KIND -> "\"" + json.path("message").asString() + "\" x" + json.path("count");
                    default -> observation.object().uid() + deletion(json) + owners(json);
                };
    }

    private static String pod(JsonNode json, Observation observation) {
        String disruption = "";
        for (JsonNode condition : json.path("status").path("conditions")) {
            if (condition.path("type").asString().equals("DisruptionTarget")) {
                disruption = " DisruptionTarget " + condition.path("reason").asString();
            }
        }
        return observation.object().uid() + " "
                + observation.object().labels().getOrDefault(Pod.REVISION, "?") + " "
                + observation.object().summary() + deletion(json) + disruption + owners(json);
    }

    private static String set(JsonNode json, Observation observation) {
        JsonNode status = json.path("status");
        JsonNode metadata = json.path("metadata");
        StringBuilder numbers = new StringBuilder();
        for (String count : List.of(
                "observedGeneration",
                "replicas",
                "readyReplicas",
                "availableReplicas",
                "currentReplicas",
                "updatedReplicas")) {
            numbers.append(status.path(count).asInt(0)).append(' ');
        }
        JsonNode spec = json.path("spec");
        return observation.object().uid() + " gen " + metadata.path("generation") + ": " + spec.path("replicas")
                + " from "
                + spec.path("ordinals").path("start").asInt(0) + " "
                + spec.path("podManagementPolicy").asString() + " "
                + spec.path("updateStrategy").path("type").asString()
                + spec.path("updateStrategy").path("rollingUpdate")
                + " "
                + spec.path("template")
                        .path("spec")
                        .path("containers")
                        .path(0)
                        .path("image")
                        .asString()
                + " | seen/exist/ready/avail/cur/upd " + numbers
                + status.path("currentRevision").asString("") + " -> "
                + status.path("updateRevision").asString("") + deletion(json)
                + (metadata.has("finalizers") ? metadata.path("finalizers").toString() : "");
    }

    private static String deletion(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        return metadata.has("deletionTimestamp")
                ? " deletion " + metadata.path("deletionTimestamp").asString().substring(17, 19) + "s grace "
                        + metadata.path("deletionGracePeriodSeconds")
                : "";
    }

    private static String owners(JsonNode json) {
        StringBuilder owners = new StringBuilder(" of");
        for (JsonNode owner : json.path("metadata").path("ownerReferences")) {
            owners.append(' ').append(owner.path("uid").asString());
        }
        return owners.length() == 3 ? " of nobody" : owners.toString();
    }
}
