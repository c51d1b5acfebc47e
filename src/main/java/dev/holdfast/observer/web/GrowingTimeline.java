package dev.holdfast.observer.web;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.observer.ClosedWindow;
import dev.holdfast.report.page.TimelineData;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Timeline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The window of a set as the page shows it: its timeline, how each guarantee was judged, and what happened last. */
final class GrowingTimeline {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_ROWS = 200;

    private GrowingTimeline() {}

    /** {@return it as JSON} */
    static String of(ClosedWindow window) {
        ObjectNode root = JSON.createObjectNode();
        root.put("namespace", window.set().namespace()).put("set", window.set().statefulSet());
        Map<String, Verdict> broken = new LinkedHashMap<>();
        window.judgements().stream()
                .filter(each -> each.verdict().outcome() == Outcome.FAILED)
                .forEach(each -> broken.put(each.guarantee().id(), each.verdict()));
        Timeline timeline = Timeline.of(window.history(), evidence(broken.values()));
        root.put("began", timeline.began().toEpochMilli());
        root.set("data", TimelineData.growing(timeline, broken));
        verdicts(root.putArray("verdicts"), window.judgements());
        rows(root.putArray("rows"), timeline);
        return root.toString();
    }

    private static Set<Long> evidence(Collection<Verdict> verdicts) {
        Set<Long> named = new TreeSet<>();
        verdicts.forEach(
                verdict -> verdict.evidence().stream().map(Entry::index).forEach(named::add));
        return named;
    }

    private static void verdicts(ArrayNode verdicts, List<Judgement> judgements) {
        judgements.stream()
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .forEach(each -> verdicts.addObject()
                        .put("guarantee", each.guarantee().id())
                        .put("statement", each.guarantee().statement())
                        .put(
                                "outcome",
                                each.verdict()
                                        .outcome()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                        .put("sentence", each.verdict().sentence()));
    }

    private static int rank(Judgement judgement) {
        return Outcome.worstFirst().indexOf(judgement.verdict().outcome());
    }

    /** The last rows, the newest first. */
    private static void rows(ArrayNode rows, Timeline timeline) {
        List<Row> all = timeline.rows();
        for (int i = all.size() - 1; i >= 0 && rows.size() < MOST_ROWS; i--) {
            Row row = all.get(i);
            rows.addObject()
                    .put("index", row.index())
                    .put("at", row.at())
                    .put("rv", row.resourceVersion())
                    .put("change", row.change())
                    .put("kind", row.kind())
                    .put("name", row.name())
                    .put("by", row.author())
                    .put("text", row.text())
                    .put("proof", row.evidence());
        }
    }
}
