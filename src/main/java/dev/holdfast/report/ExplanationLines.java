package dev.holdfast.report;

import dev.holdfast.explanation.Ages;
import dev.holdfast.explanation.Answer;
import dev.holdfast.explanation.Explanation;
import dev.holdfast.explanation.Statement;
import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.obstacle.Remedy;
import dev.holdfast.specification.Paragraph;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Explanations for people: the first line is the answer, what shows it and what helps comes after it.
 *
 * @param terminal where people read
 * @param zone where they live
 */
public record ExplanationLines(Terminal terminal, ZoneId zone) {

    private static final int WIDTH = 110;
    private static final int INDENT = 10;
    private static final int LONG = 40;
    private static final int SHOWN = 3;
    private static final Duration DAY = Duration.ofHours(20);

    /**
     * One set in full.
     *
     * @param explanation what is explained
     * @return its lines
     */
    public List<String> of(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        List<String> answer = Paragraph.of("  ", explanation.sentence(), WIDTH);
        lines.add(terminal.sign(explanation.answer()) + answer.get(0).substring(1));
        lines.addAll(answer.subList(1, answer.size()));
        if (explanation.answer() == Answer.DONE) {
            return lines;
        }
        lines.add("");
        lines.addAll(reasons(explanation));
        lines.addAll(part(
                "set",
                explanation.activity().words()
                        + explanation
                                .activity()
                                .since()
                                .map(since -> ", since " + moment(since, explanation.at()))
                                .orElse("")));
        explanation.activity().evidence().stream()
                .map(each -> evidence("", each, explanation))
                .filter(each -> !lines.containsAll(each))
                .forEach(lines::addAll);
        lines.addAll(part("next", explanation.next()));
        String heading = "do";
        for (Remedy remedy : explanation.remedies()) {
            lines.addAll(part(heading, remedy.words()));
            if (!remedy.command().isEmpty()) {
                lines.add(" ".repeat(INDENT + 2) + terminal.strong(remedy.command()));
            }
            heading = "";
        }
        heading = "unread";
        for (var unread : byReason(explanation.unread()).entrySet()) {
            lines.addAll(part(heading, String.join(", ", unread.getValue()) + ": " + unread.getKey()));
            heading = "";
        }
        return lines;
    }

    private static Map<String, List<String>> byReason(Map<String, String> unread) {
        return unread.keySet().stream().collect(Collectors.groupingBy(unread::get, TreeMap::new, Collectors.toList()));
    }

    /**
     * Several sets, one line each, the worst first.
     *
     * @param explanations what is explained
     * @return the lines
     */
    public List<String> overview(List<Explanation> explanations) {
        int width = explanations.stream()
                .mapToInt(each -> name(each).length())
                .max()
                .orElse(0);
        return explanations.stream()
                .sorted(Comparator.comparing(Explanation::answer).reversed())
                .map(each -> terminal.sign(each.answer()) + " " + name(each)
                        + " ".repeat(width - name(each).length()) + "  " + each.summary())
                .toList();
    }

    private static String name(Explanation explanation) {
        return explanation.namespace() + "/" + explanation.name();
    }

    /** First what the answer speaks of, then what else is so. */
    private List<String> reasons(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        List<PodObstacle> obstacles = explanation.obstacles().stream()
                .sorted(Comparator.comparing(each -> !explanation.summary().contains(words(each))))
                .toList();
        for (PodObstacle obstacle : obstacles.subList(0, Math.min(SHOWN, obstacles.size()))) {
            lines.addAll(reason(heading(lines), words(obstacle), obstacle.evidence(), explanation));
            obstacle.until()
                    .map(until -> part("", "· until " + clock(until, explanation.at())))
                    .ifPresent(lines::addAll);
        }
        if (obstacles.size() > SHOWN) {
            lines.addAll(part("also", obstacles.size() - SHOWN + " more pods; -o json has them"));
        }
        for (Statement statement : explanation.statements()) {
            lines.addAll(reason(heading(lines), statement.says(), statement.evidence(), explanation));
        }
        return lines;
    }

    private static String heading(List<String> lines) {
        return lines.isEmpty() ? "why" : "also";
    }

    private static String words(PodObstacle obstacle) {
        return "pod " + obstacle.pod() + " " + obstacle.what();
    }

    /** What the first line says is not said again, only shown. */
    private List<String> reason(String heading, String says, List<Evidence> evidence, Explanation explanation) {
        List<String> lines = new ArrayList<>();
        String first = heading;
        if (!explanation.summary().contains(says)
                && !explanation.summary().contains(says.replaceFirst("^pod \\S+ ", ", which "))) {
            lines.addAll(part(first, says));
            first = "";
        }
        for (Evidence each : evidence) {
            lines.addAll(evidence(first, each, explanation));
            first = "";
        }
        return lines;
    }

    private List<String> evidence(String heading, Evidence evidence, Explanation explanation) {
        String where = evidence.object() + ", " + evidence.where()
                + evidence.since()
                        .map(since -> ", " + moment(since, explanation.at()))
                        .orElse("");
        boolean said = evidence.says().length() > LONG && explanation.summary().contains(evidence.says());
        List<String> lines = Paragraph.of(
                String.format("  %-8s", heading) + "· ", where + (said ? "" : ": " + evidence.says()), WIDTH);
        // The place steps back, as far as it is on one line, before what stands there.
        return Stream.concat(
                        Stream.of(lines.get(0).replace(where, terminal.faint(where))),
                        lines.stream().skip(1))
                .toList();
    }

    private String moment(Instant moment, Instant at) {
        return clock(moment, at) + " (" + Ages.words(moment, at) + " ago)";
    }

    private String clock(Instant moment, Instant at) {
        boolean near = Duration.between(moment, at).abs().compareTo(DAY) < 0;
        return DateTimeFormatter.ofPattern(near ? "HH:mm:ss" : "yyyy-MM-dd HH:mm")
                .withZone(zone)
                .format(moment);
    }

    private static List<String> part(String heading, String text) {
        return Paragraph.of(String.format("  %-8s", heading), text, WIDTH);
    }
}
