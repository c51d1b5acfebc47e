package dev.holdfast.observer.output;

import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells of each notice as a JSON object on one line. The field {@code type} says what it is. */
public final class NoticeJson implements NoticeOutput {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<String> lines(Notice notice, Optional<Path> proof) {
        if (notice instanceof Notice.Judged) {
            return List.of();
        }
        ObjectNode line = object(notice);
        proof.ifPresent(file -> line.put("history", file.toString()));
        return List.of(line.toString());
    }

    /** {@return the object that tells of it} */
    public static ObjectNode object(Notice notice) {
        ObjectNode line = JSON.createObjectNode();
        if (notice instanceof Notice.Finding finding) {
            head(line, "finding", notice, finding.set());
            finding(line, finding);
        } else if (notice instanceof Notice.VerdictChange change) {
            head(line, "verdict", notice, change.set());
            line.put("guarantee", change.guarantee().id());
            change.before().ifPresent(before -> line.put("before", word(before)));
            line.put("now", word(change.now()));
            line.put("sentence", change.sentence());
        } else if (notice instanceof Notice.StateChange change) {
            head(line, "state", notice, change.set());
            line.put("doing", word(change.activity().doing()));
            line.put("sentence", change.activity().sentence());
        } else if (notice instanceof Notice.Hole hole) {
            line.put("type", "gap").put("at", hole.at().toString());
            hole.set().ifPresent(set -> set(line, set));
            line.put("sentence", hole.sentence());
        }
        return line;
    }

    private static void head(ObjectNode line, String type, Notice notice, Subject set) {
        line.put("type", type).put("at", notice.at().toString());
        set(line, set);
    }

    private static void set(ObjectNode line, Subject set) {
        line.put("namespace", set.namespace()).put("set", set.statefulSet());
    }

    private static void finding(ObjectNode line, Notice.Finding finding) {
        line.put("guarantee", finding.guarantee().id());
        line.put("promised", finding.guarantee().statement());
        line.put("seen", finding.verdict().sentence());
        line.put("matters", finding.guarantee().consequence().sentence());
        line.put("lagMillis", finding.lag().toMillis());
        ArrayNode proofs = line.putArray("evidence");
        for (Proof proof : Proof.of(finding)) {
            ObjectNode each = proofs.addObject();
            each.put("at", proof.at().toString());
            each.put("kind", proof.kind()).put("name", proof.name()).put("uid", proof.uid());
            each.put("change", proof.change()).put("resourceVersion", proof.resourceVersion());
            each.put("what", proof.phrase()).put("who", proof.author());
            ArrayNode fields = each.putArray("fields");
            proof.fields().forEach(field -> fields.addObject()
                    .put("path", field.path())
                    .put("before", field.before())
                    .put("after", field.after()));
        }
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
