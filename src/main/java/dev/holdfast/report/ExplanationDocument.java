package dev.holdfast.report;

import dev.holdfast.explanation.Explanation;
import dev.holdfast.explanation.Statement;
import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.obstacle.PodObstacle;
import dev.holdfast.explanation.obstacle.Remedy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Explanations for programs, as JSON. What is not known is left out. */
public final class ExplanationDocument {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ExplanationDocument() {}

    /** {@return one object} */
    public static String of(Explanation explanation) {
        return MAPPER.writeValueAsString(document(explanation));
    }

    /** {@return an array, in the order of the list} */
    public static String of(List<Explanation> explanations) {
        return MAPPER.writeValueAsString(
                explanations.stream().map(ExplanationDocument::document).toList());
    }

    /** {@return one explanation as what JSON is made of, for whoever writes it as a part of something} */
    public static Map<String, Object> document(Explanation explanation) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("namespace", explanation.namespace());
        document.put("set", explanation.name());
        document.put("at", explanation.at().toString());
        document.put("answer", id(explanation.answer()));
        document.put("summary", explanation.summary());
        document.put("activity", explanation.activity().doing());
        document.put("done", explanation.activity().done());
        document.put("total", explanation.activity().total());
        put(document, "since", explanation.activity().since());
        document.put("evidence", evidence(explanation.activity().evidence()));
        document.put(
                "obstacles",
                explanation.obstacles().stream()
                        .map(ExplanationDocument::obstacle)
                        .toList());
        document.put(
                "statements",
                explanation.statements().stream()
                        .map(ExplanationDocument::statement)
                        .toList());
        document.put("next", explanation.next());
        document.put(
                "remedies",
                explanation.remedies().stream().map(ExplanationDocument::remedy).toList());
        document.put("unread", explanation.unread());
        return document;
    }

    private static Map<String, Object> obstacle(PodObstacle obstacle) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pod", obstacle.pod());
        document.put("kind", obstacle.kind().id());
        document.put("prospect", id(obstacle.prospect()));
        document.put("what", obstacle.what());
        put(document, "since", obstacle.since());
        put(document, "until", obstacle.until());
        document.put("evidence", evidence(obstacle.evidence()));
        return document;
    }

    private static Map<String, Object> statement(Statement statement) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("says", statement.says());
        document.put("evidence", evidence(statement.evidence()));
        return document;
    }

    private static List<Map<String, Object>> evidence(List<Evidence> evidence) {
        return evidence.stream()
                .map(each -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("object", each.object());
                    document.put("where", each.where());
                    document.put("says", each.says());
                    put(document, "since", each.since());
                    return document;
                })
                .toList();
    }

    private static Map<String, Object> remedy(Remedy remedy) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("words", remedy.words());
        if (!remedy.command().isEmpty()) {
            document.put("command", remedy.command());
        }
        return document;
    }

    private static void put(Map<String, Object> document, String name, Optional<Instant> moment) {
        moment.ifPresent(each -> document.put(name, each.toString()));
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
