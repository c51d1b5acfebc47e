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

/**
 * Explanations for people: the first line is the answer, what shows it and what helps comes after it.
 *
 * @param terminal where people read
 * @param zone where they live
 */
public record ExplanationLines(Terminal terminal, ZoneId zone) {

    private static final int WIDTH = 110;
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
        List<String> answer = Paragraph.of(
                "  ",
                explanation.namespace() + "/" + explanation.name() + " " + phrase(explanation.answer()) + ": "
                        + explanation.summary(),
                WIDTH);
        lines.add(terminal.sign(explanation.answer()) + answer.get(0).substring(1));
        lines.addAll(answer.subList(1, answer.size()));
        if (explanation.answer() == Answer.DONE) {
            return lines;
        }
        lines.add("");
        String heading = "why";
        for (PodObstacle obstacle : explanation.obstacles().subList(0, Math.min(SHOWN, explanation.obstacles().size()))) {
            lines.addAll(part(heading, "pod " + obstacle.pod() + " " + obstacle.what()));
            obstacle.evidence().forEach(each -> lines.addAll(evidence(each, explanation.at())));
            heading = "also";
        }
        if (explanation.obstacles().size() > SHOWN) {
            lines.addAll(part(heading, explanation.obstacles().size() - SHOWN + " more pods; -o json has them"));
        }
        for (Statement statement : explanation.statements()) {
            lines.addAll(part(heading, statement.says()));
            statement.evidence().forEach(each -> lines.addAll(evidence(each, explanation.at())));
            heading = "also";
        }
        lines.addAll(part(
                "set",
                explanation.activity().words()
                        + explanation
                                .activity()
                                .since()
                                .map(since -> ", since " + moment(since, explanation.at()))
                                .orElse("")));
        lines.addAll(part("next", explanation.next()));
        heading = "do";
        for (Remedy remedy : explanation.remedies()) {
            lines.addAll(part(heading, remedy.words()));
            if (!remedy.command().isEmpty()) {
                lines.add(part("", "").get(0) + "  " + terminal.strong(remedy.command()));
            }
            heading = "";
        }
        heading = "unread";
        for (String unread : explanation.unread()) {
            lines.addAll(part(heading, unread));
            heading = "";
        }
        return lines;
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
                .map(each -> terminal.sign(each.answer()) + " " + name(each) + " ".repeat(width - name(each).length())
                        + "  " + each.summary())
                .toList();
    }

    private static String name(Explanation explanation) {
        return explanation.namespace() + "/" + explanation.name();
    }

    private List<String> evidence(Evidence evidence, Instant at) {
        String where = evidence.object() + ", " + evidence.where()
                + evidence.since().map(since -> ", " + moment(since, at)).orElse("");
        List<String> lines = new ArrayList<>(Paragraph.of("            ", evidence.says(), WIDTH));
        Paragraph.of("              ", where, WIDTH).stream().map(terminal::faint).forEach(lines::add);
        return lines;
    }

    private String moment(Instant moment, Instant at) {
        boolean near = Duration.between(moment, at).abs().compareTo(DAY) < 0;
        return DateTimeFormatter.ofPattern(near ? "HH:mm:ss" : "yyyy-MM-dd HH:mm")
                        .withZone(zone)
                        .format(moment)
                + " (" + Ages.words(moment, at) + " ago)";
    }

    private static List<String> part(String heading, String text) {
        return Paragraph.of(String.format("  %-8s", heading), text, WIDTH);
    }

    private static String phrase(Answer answer) {
        return switch (answer) {
            case DONE -> "is done";
            case WAITS_FOR_SOMEBODY -> "waits for somebody";
            case GOES_ON -> "goes on";
            case CANNOT_GO_ON -> "cannot go on";
        };
    }
}
