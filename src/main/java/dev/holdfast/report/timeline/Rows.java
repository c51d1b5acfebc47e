package dev.holdfast.report.timeline;

import dev.holdfast.history.Action;
import dev.holdfast.history.Bookkeeping;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The entries of a history as rows of a table.
 *
 * @param rows in the order of the history
 * @param omitted how many were left out
 * @param evidence the rows that verdicts name
 */
record Rows(List<Row> rows, int omitted, List<Row> evidence) {

    /** A browser shows as many rows without hesitating; what is left out is in the history's file. */
    static final int MOST = 4000;

    static Rows of(History history, Timeline.Clock clock, Set<Long> evidence) {
        Map<String, JsonNode> last = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        List<Row> proof = new ArrayList<>();
        int omitted = 0;
        for (Entry entry : history.entries()) {
            if (entry instanceof Bookkeeping) {
                continue;
            }
            boolean named = evidence.contains(entry.index());
            if (rows.size() >= MOST && !named) {
                omitted++;
                continue;
            }
            Row row = row(entry, clock.at(entry), named, last);
            rows.add(row);
            if (named) {
                proof.add(row);
            }
        }
        return new Rows(rows, omitted, proof);
    }

    private static Row row(Entry entry, double at, boolean named, Map<String, JsonNode> last) {
        long index = entry.index();
        if (entry instanceof Observation observation) {
            Resource object = observation.object();
            return new Row(
                    index,
                    at,
                    Long.toString(object.resourceVersion()),
                    observation.change().name(),
                    object.kind(),
                    object.name(),
                    object.uid(),
                    text(observation, last),
                    named);
        }
        if (entry instanceof Action action) {
            return new Row(
                    index, at, "", "ACTION", action.kind(), action.name(), action.uid(), action.description(), named);
        }
        if (entry instanceof ExternalRead reading) {
            return new Row(
                    index,
                    at,
                    "",
                    "READING",
                    reading.what(),
                    reading.subject(),
                    reading.uid(),
                    ReadingLabels.reading(reading),
                    named);
        }
        if (entry instanceof Gap gap) {
            return new Row(index, at, "", "GAP", gap.kind(), "", "", ReadingLabels.gap(gap), named);
        }
        throw new IllegalStateException("an entry of no known sort: " + entry);
    }

    private static String text(Observation observation, Map<String, JsonNode> last) {
        Resource object = observation.object();
        JsonNode now = object.json();
        JsonNode before = last.put(object.kind() + "/" + object.uid(), now);
        String summary = summary(object, now);
        if (observation.deleted()) {
            last.remove(object.kind() + "/" + object.uid());
            return "gone";
        }
        if (before == null) {
            return summary;
        }
        String changed = Changes.between(before, now);
        return summary.isEmpty() ? changed : summary + " · " + changed;
    }

    /** Events say what they are about in their message, which is what a reader wants to see of them. */
    private static String summary(Resource object, JsonNode json) {
        if (object.kind().equals("Event")) {
            String reason = json.path("reason").asString("");
            String about = json.path("involvedObject").path("name").asString("");
            String message = json.path("message").asString(json.path("note").asString(""));
            return ReadingLabels.shortened(reason + " " + about + ": " + message);
        }
        return object.summary();
    }
}
