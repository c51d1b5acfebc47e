package dev.holdfast.diagnosis;

import dev.holdfast.cluster.ServedKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the controllers say through the API: the status of the sets, and all events in the order in which they happened. */
final class ControllerView {

    private ControllerView() {}

    /** {@return the view as text that people read} */
    static String of(SavedObjects objects) {
        StringBuilder text = new StringBuilder();
        objects.all(ServedKind.STATEFUL_SET).forEach(set -> set(text, set));
        if (objects.all(ServedKind.STATEFUL_SET).isEmpty()) {
            text.append("There is no StatefulSet.\n");
        }
        text.append("\nEvents, by time\n");
        List<JsonNode> events = objects.all(ServedKind.EVENT).stream()
                .sorted(Comparator.comparing(ControllerView::time))
                .toList();
        events.forEach(event -> event(text, event));
        if (events.isEmpty()) {
            text.append("  none\n");
        }
        return text.toString();
    }

    private static void set(StringBuilder text, JsonNode set) {
        JsonNode metadata = set.path("metadata");
        JsonNode status = set.path("status");
        text.append("StatefulSet ")
                .append(metadata.path("name").asString(""))
                .append(metadata.has("deletionTimestamp") ? ", being deleted" : "")
                .append("\n  wanted:   ")
                .append(set.path("spec").path("replicas").asString("1"))
                .append(" replicas (generation ")
                .append(metadata.path("generation").asString("?"))
                .append(", the controller has seen ")
                .append(status.path("observedGeneration").asString("none"))
                .append(")\n  reported: ");
        for (String count :
                List.of("replicas", "readyReplicas", "availableReplicas", "currentReplicas", "updatedReplicas")) {
            text.append(count)
                    .append(' ')
                    .append(status.path(count).asString("0"))
                    .append("  ");
        }
        text.append("\n  revision: current ")
                .append(status.path("currentRevision").asString("none"))
                .append(", update ")
                .append(status.path("updateRevision").asString("none"))
                .append('\n');
        for (JsonNode condition : status.path("conditions").values()) {
            text.append("  condition ")
                    .append(condition.path("type").asString(""))
                    .append('=')
                    .append(condition.path("status").asString(""))
                    .append(' ')
                    .append(condition.path("reason").asString(""))
                    .append(' ')
                    .append(condition.path("message").asString(""))
                    .append('\n');
        }
    }

    private static void event(StringBuilder text, JsonNode event) {
        JsonNode about = event.path("involvedObject");
        int count = event.path("count").asInt(1);
        text.append(String.format(
                Locale.ROOT,
                "  %-24s  %-7s  %s/%s  %s  %s%s%n",
                time(event).truncatedTo(ChronoUnit.MILLIS),
                event.path("type").asString(""),
                about.path("kind").asString(""),
                about.path("name").asString(""),
                event.path("reason").asString(""),
                event.path("message").asString("").strip().replace("\n", " "),
                count > 1 ? "  (" + count + " times)" : ""));
    }

    /** Events tell their time in one of three fields, depending on which library made them. */
    private static Instant time(JsonNode event) {
        return Stream.of(event.path("lastTimestamp"), event.path("eventTime"), event.at("/metadata/creationTimestamp"))
                .map(time -> time.asString(""))
                .filter(time -> !time.isEmpty())
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
