package dev.holdfast.observer.web;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.observer.SetReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sets as the page shows them, of which only those are sent again that have changed. */
final class SetRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> last = new HashMap<>();

    /** {@return all rows, as a JSON array} */
    static String all(List<SetReport> sets) {
        ArrayNode rows = JSON.createArrayNode();
        sets.forEach(set -> rows.add(row(set)));
        return rows.toString();
    }

    /** {@return the rows that are not as they were when this was called last, and the keys of those that are gone; empty if none} */
    synchronized String changed(List<SetReport> sets) {
        ObjectNode change = JSON.createObjectNode();
        ArrayNode rows = change.putArray("rows");
        Map<String, String> now = new LinkedHashMap<>();
        for (SetReport set : sets) {
            ObjectNode row = row(set);
            String text = row.toString();
            now.put(key(set), text);
            if (!text.equals(last.get(key(set)))) {
                rows.add(row);
            }
        }
        ArrayNode gone = change.putArray("gone");
        last.keySet().stream().filter(key -> !now.containsKey(key)).forEach(gone::add);
        last.clear();
        last.putAll(now);
        return rows.isEmpty() && gone.isEmpty() ? "" : change.toString();
    }

    private static ObjectNode row(SetReport set) {
        ObjectNode row = JSON.createObjectNode();
        row.put("key", key(set));
        row.put("namespace", set.set().namespace()).put("set", set.set().statefulSet());
        row.put("doing", set.activity().doing().name().toLowerCase(Locale.ROOT));
        row.put("sentence", set.activity().sentence());
        row.put("since", set.since().toEpochMilli());
        row.put("rests", set.activity().rests());
        row.put("broken", set.count(Outcome.FAILED));
        row.put("open", set.count(Outcome.INCONCLUSIVE));
        row.put("deviating", set.count(Outcome.KNOWN_DEVIATION));
        row.put("kept", set.count(Outcome.PASSED));
        return row;
    }

    private static String key(SetReport set) {
        return set.set().namespace() + "/" + set.set().statefulSet();
    }
}
