package dev.holdfast.report.page;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.timeline.Bar;
import dev.holdfast.report.timeline.Excerpt;
import dev.holdfast.report.timeline.Lane;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Segment;
import dev.holdfast.report.timeline.Timeline;
import dev.holdfast.report.timeline.TimelineMark;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A timeline as the page's script reads it. */
public final class TimelineData {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** So that a component that logs without end does not make the page too long to load. */
    private static final int MOST_LINES = 2000;

    private TimelineData() {}

    /**
     * Writes it.
     *
     * @param scenario the scenario that it is of
     * @param logs what the components of the cluster logged meanwhile
     * @return JSON that can stand inside of a script element
     */
    static String of(Timeline timeline, SavedScenario scenario, List<LogLine> logs) {
        ObjectNode root = picture(timeline);
        ArrayNode broken = root.putArray("broken");
        scenario.decisive().stream()
                .filter(verdict -> verdict.outcome() == Outcome.FAILED)
                .forEach(verdict -> Excerpt.of(timeline, verdict.evidence(), verdict.sentence())
                        .ifPresent(excerpt -> broken(broken.addObject(), verdict.guarantee(), excerpt)));
        ArrayNode logged = root.putArray("logs");
        logs.stream().limit(MOST_LINES).forEach(line -> logged(logged.addObject(), line));
        return JSON.writeValueAsString(root).replace("<", "\\u003c");
    }

    /**
     * The same of a history that is still growing, which no scenario made and beside which nothing was logged.
     *
     * @param verdicts the verdicts by which a guarantee is broken, by its id
     */
    public static ObjectNode growing(Timeline timeline, Map<String, Verdict> verdicts) {
        ObjectNode root = picture(timeline);
        ArrayNode broken = root.putArray("broken");
        verdicts.forEach((guarantee, verdict) -> Excerpt.of(
                        timeline, verdict.evidence().stream().map(Entry::index).toList(), verdict.sentence())
                .ifPresent(excerpt -> broken(broken.addObject(), guarantee, excerpt)));
        root.putArray("logs");
        return root;
    }

    private static ObjectNode picture(Timeline timeline) {
        ObjectNode root = JSON.createObjectNode();
        root.put("seconds", timeline.seconds());
        root.put("undrawn", timeline.undrawn());
        ArrayNode lanes = root.putArray("lanes");
        timeline.lanes().forEach(lane -> lane(lanes.addObject(), lane));
        ArrayNode marks = root.putArray("marks");
        timeline.marks().forEach(mark -> mark(marks.addObject(), mark));
        ArrayNode evidence = root.putArray("evidence");
        timeline.evidence().forEach(row -> evidence(evidence.addObject(), row));
        return root;
    }

    private static void broken(ObjectNode node, String guarantee, Excerpt excerpt) {
        node.put("guarantee", guarantee);
        node.put("from", excerpt.violating().from());
        node.put("to", excerpt.violating().to());
        node.put("index", excerpt.deciding().index());
        ArrayNode window = node.putArray("window");
        window.add(excerpt.window().from()).add(excerpt.window().to());
    }

    private static void logged(ObjectNode node, LogLine line) {
        node.put("at", line.at());
        node.put("component", line.component());
        node.put("text", line.text());
    }

    private static void lane(ObjectNode node, Lane lane) {
        node.put("group", lane.group().name());
        node.put("title", lane.group().title());
        node.put("name", lane.name());
        ArrayNode bars = node.putArray("bars");
        lane.bars().forEach(bar -> bar(bars.addObject(), bar));
    }

    private static void bar(ObjectNode node, Bar bar) {
        node.put("uid", bar.shortUid());
        node.put("from", bar.from());
        node.put("to", bar.to());
        node.put("begun", bar.begun());
        node.put("gone", bar.gone());
        ArrayNode segments = node.putArray("segments");
        bar.segments().forEach(segment -> segment(segments.addObject(), segment));
    }

    private static void segment(ObjectNode node, Segment segment) {
        node.put("state", segment.state().name().toLowerCase(Locale.ROOT));
        node.put("words", segment.state().words());
        node.put("from", segment.from());
        node.put("to", segment.to());
        node.put("index", segment.index());
        node.put("rv", segment.resourceVersion());
        node.put("text", segment.text());
    }

    private static void mark(ObjectNode node, TimelineMark mark) {
        node.put("sort", mark.sort().name().toLowerCase(Locale.ROOT));
        node.put("at", mark.at());
        node.put("index", mark.index());
        node.put("text", mark.text());
    }

    private static void evidence(ObjectNode node, Row row) {
        node.put("index", row.index());
        node.put("at", row.at());
        node.put("kind", row.kind());
        node.put("name", row.name());
        node.put("rv", row.resourceVersion());
        node.put("change", row.change());
        node.put("text", row.text());
    }
}
