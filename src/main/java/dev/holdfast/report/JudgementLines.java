package dev.holdfast.report;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Observation;
import dev.holdfast.report.page.Seconds;
import dev.holdfast.report.timeline.DecidingFields;
import dev.holdfast.report.timeline.Row;
import dev.holdfast.report.timeline.Timeline;
import dev.holdfast.specification.Paragraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells what a saved history shows: how many guarantees were judged how, then each of them, the worst first. */
public final class JudgementLines {

    private static final int WIDTH = 120;

    /** A value may be a whole text of its own. */
    private static final int LONGEST = 180;

    private static final Map<Outcome, String> WORDS = words();

    private final Terminal terminal;
    private final Evidence evidence;

    /** How much is told of an entry that a verdict names. */
    public enum Evidence {
        /** What was new in the fields that decide. */
        CHANGES,
        /** The whole object, too, as JSON on one line. */
        WHOLE_OBJECTS
    }

    /**
     * Tells nothing yet.
     *
     * @param terminal where people read
     * @param evidence how much is told of the entries that prove that a guarantee is broken
     */
    public JudgementLines(Terminal terminal, Evidence evidence) {
        this.terminal = terminal;
        this.evidence = evidence;
    }

    /** {@return the lines about one history; all of them of some 200 characters at most, unless whole objects are told} */
    public List<String> of(JudgedHistory judged) {
        List<String> lines = new ArrayList<>();
        if (judged.judgements().isEmpty()) {
            lines.add(judged.file() + ": nothing in it could be judged");
            return lines;
        }
        lines.add(judged.file() + ": " + counts(judged));
        Map<Long, Row> rows = rows(judged);
        for (List<Judgement> alike : alike(judged.judgements())) {
            finding(alike, lines);
            if (alike.get(0).verdict().outcome() == Outcome.FAILED) {
                Judgement broken = alike.get(0);
                lines.addAll(Paragraph.of("      promised: ", broken.guarantee().statement(), WIDTH));
                proof(broken.verdict(), rows, lines);
            }
        }
        return lines;
    }

    /** A gap leaves all guarantees open for the same reason. */
    private static Collection<List<Judgement>> alike(List<Judgement> judgements) {
        return judgements.stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(
                                each.subject(),
                                each.verdict().sentence(),
                                each.verdict().outcome(),
                                each.verdict().outcome() == Outcome.INCONCLUSIVE
                                        ? ""
                                        : each.guarantee().id()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private void finding(List<Judgement> alike, List<String> lines) {
        Judgement first = alike.get(0);
        String ids = alike.stream().map(each -> each.guarantee().id()).collect(Collectors.joining(", "));
        List<String> told = Paragraph.of(
                "      ",
                (alike.size() == 1 ? ids : alike.size() + " guarantees") + "  "
                        + first.subject().namespace() + "/" + first.subject().statefulSet() + ": "
                        + first.verdict().sentence(),
                WIDTH);
        lines.add("  " + terminal.sign(first.verdict().outcome()) + " "
                + told.get(0).strip());
        lines.addAll(told.subList(1, told.size()));
        if (alike.size() > 1) {
            lines.addAll(Paragraph.of("      ", ids, WIDTH));
        }
    }

    private static String counts(JudgedHistory judged) {
        List<String> counts = new ArrayList<>();
        WORDS.forEach((outcome, word) -> {
            long count = judged.count(outcome);
            if (count > 0) {
                counts.add(count + (counts.isEmpty() ? count == 1 ? " guarantee " : " guarantees " : " ") + word);
            }
        });
        long sets =
                judged.judgements().stream().map(Judgement::subject).distinct().count();
        return String.join(", ", counts) + (sets == 1 ? "" : " (of " + sets + " StatefulSets)");
    }

    /** Drawing costs more than judging, and is for what is broken alone. */
    private static Map<Long, Row> rows(JudgedHistory judged) {
        Set<Long> named = new TreeSet<>();
        judged.judgements().stream()
                .filter(each -> each.verdict().outcome() == Outcome.FAILED)
                .forEach(each -> each.verdict().evidence().forEach(entry -> named.add(entry.index())));
        Map<Long, Row> rows = new LinkedHashMap<>();
        if (!named.isEmpty()) {
            Timeline.of(judged.history(), named).evidence().forEach(row -> rows.put(row.index(), row));
        }
        return rows;
    }

    private void proof(Verdict verdict, Map<Long, Row> rows, List<String> lines) {
        for (Entry entry : verdict.evidence()) {
            Optional<Row> row = Optional.ofNullable(rows.get(entry.index()));
            lines.add(cut("      " + place(entry) + "  "
                    + row.map(JudgementLines::phrase).orElse(entry.toString())));
            row.map(each -> DecidingFields.of(each, verdict.sentence()))
                    .orElse(List.of())
                    .forEach(change -> lines.add(cut("          " + change)));
            if (evidence == Evidence.WHOLE_OBJECTS && entry instanceof Observation observation) {
                lines.add("          " + observation.object().text());
            }
        }
    }

    /** Where it is found: the line of a history, counted from 1 as editors do; the time that an audit log has of a request. */
    private static String place(Entry entry) {
        return entry instanceof Observation state && state.request().isPresent()
                ? state.at().toString()
                : "line " + (entry.index() + 1);
    }

    private static String phrase(Row row) {
        return row.phrase()
                + (row.state() ? " at resourceVersion " + row.resourceVersion() : "")
                + ", " + Seconds.at(row.at()) + " s"
                + (row.author().isEmpty() ? "" : ", " + row.author());
    }

    private static String cut(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static Map<Outcome, String> words() {
        Map<Outcome, String> words = new LinkedHashMap<>();
        words.put(Outcome.FAILED, "broken");
        words.put(Outcome.INCONCLUSIVE, "inconclusive");
        words.put(Outcome.KNOWN_DEVIATION, "known to deviate");
        words.put(Outcome.PASSED, "kept");
        words.put(Outcome.NOT_APPLICABLE, "not applicable");
        return words;
    }
}
