package dev.holdfast.report.timeline;

import dev.holdfast.history.Action;
import dev.holdfast.history.Bookkeeping;
import dev.holdfast.history.Entry;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.Response;
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
        return new Reading(history, clock, evidence).rows();
    }

    /** Goes through a history once. */
    private static final class Reading {

        private final History history;
        private final Timeline.Clock clock;
        private final Set<Long> evidence;
        private final Authors authors;
        private final Map<String, JsonNode> last = new HashMap<>();
        private final Map<String, JsonNode> lastOfName = new HashMap<>();

        Reading(History history, Timeline.Clock clock, Set<Long> evidence) {
            this.history = history;
            this.clock = clock;
            this.evidence = evidence;
            this.authors = new Authors(history);
        }

        Rows rows() {
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
                Row row = row(entry, named);
                rows.add(row);
                if (named) {
                    proof.add(row);
                }
            }
            return new Rows(rows, omitted, proof);
        }

        private Row row(Entry entry, boolean named) {
            if (entry instanceof Observation observation) {
                return state(observation, named);
            }
            if (entry instanceof Action action) {
                return other(entry, "ACTION", action.kind(), action.name(), action.uid(), action.description(), named);
            }
            if (entry instanceof Response answer) {
                Action asked = answer.request();
                String text = ReadingLabels.answer(answer);
                return other(entry, "ANSWER", asked.kind(), asked.name(), asked.uid(), text, named);
            }
            if (entry instanceof ExternalRead reading) {
                String text = ReadingLabels.reading(reading);
                return other(entry, "READING", reading.what(), reading.subject(), reading.uid(), text, named);
            }
            if (entry instanceof Gap gap) {
                return other(entry, "GAP", gap.kind(), "", "", ReadingLabels.gap(gap), named);
            }
            throw new IllegalStateException("an entry of no known sort: " + entry);
        }

        private Row other(
                Entry entry, String change, String kind, String name, String uid, String text, boolean named) {
            String author = change.equals("ACTION") ? "the scenario" : "";
            return new Row(entry.index(), clock.at(entry), "", change, kind, name, uid, text, author, List.of(), named);
        }

        private Row state(Observation observation, boolean named) {
            Resource object = observation.object();
            JsonNode now = object.json();
            String key = object.kind() + "/" + object.uid();
            JsonNode before = observation.deleted() ? last.remove(key) : last.put(key, now);
            JsonNode earlier = lastOfName.put(object.kind() + "/" + object.qualifiedName(), now);
            return new Row(
                    observation.index(),
                    clock.at(observation),
                    Long.toString(object.resourceVersion()),
                    observation.change().name(),
                    object.kind(),
                    object.name(),
                    object.uid(),
                    text(observation, before, now),
                    authors.of(observation),
                    changes(before, earlier, now, named),
                    named);
        }

        private static List<FieldChange> changes(JsonNode before, JsonNode earlier, JsonNode now, boolean named) {
            if (before != null) {
                return FieldChanges.between(before, now);
            }
            if (!named) {
                return List.of();
            }
            return FieldChanges.between(earlier == null ? now.path("nothing of the kind") : earlier, now);
        }
    }

    private static String text(Observation observation, JsonNode before, JsonNode now) {
        if (observation.deleted()) {
            return "gone";
        }
        String summary = summary(observation.object(), now);
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
