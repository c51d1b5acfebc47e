package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Response;
import dev.holdfast.history.replay.Phrases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of the spec of a StatefulSet some fields can be changed, and the others never. */
public final class ApiImmutable extends ApiGuarantee {
    private static final List<String> FIXED =
            List.of("selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates");
    private static final List<String> CHANGEABLE = List.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");
    /** How servers before 1.37 say which fields can be changed; the fields follow in quotes. */
    private static final String OTHERS = "for fields other than";

    public ApiImmutable() {
        super(
                Promise.of(
                                "api.immutable",
                                "A change of selector, serviceName, podManagementPolicy or volumeClaimTemplates of a StatefulSet MUST be"
                                        + " refused, and one of replicas, ordinals, template, updateStrategy, revisionHistoryLimit,"
                                        + " persistentVolumeClaimRetentionPolicy or minReadySeconds MUST be accepted")
                        .otherwise(
                                Harm.IDENTITY,
                                "Members of one set have different names or volumes, or a change is taken for done that was not made")
                        .documentedAt(
                                "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Changes(context).verdict();
    }

    private static final class Changes {
        private final JudgingContext context;
        private final Set<String> refused = new TreeSet<>();
        private final Set<String> accepted = new TreeSet<>();

        Changes(JudgingContext context) {
            this.context = context;
        }

        Verdict verdict() {
            stored();
            for (SetRequest request : SetRequest.all(context)) {
                boolean change =
                        request.method().equals("PATCH") || request.method().equals("PUT");
                if (change
                        && request.subresource().isEmpty()
                        && request.answer().request().name().equals(context.name())) {
                    before(request.answer()).ifPresent(spec -> judge(request, spec));
                }
            }
            return context.findings()
                    .verdict(
                            "changes of these fields were refused: " + String.join(", ", refused)
                                    + "; and of these accepted: " + String.join(", ", accepted),
                            "nobody changed a field of StatefulSet " + context.name() + " with an answer on record");
        }

        /** Whatever was answered: no set is stored with another value than before. */
        private void stored() {
            Map<String, Observation> first = new HashMap<>();
            for (Observation state : context.set().specs()) {
                Observation begin = first.putIfAbsent(state.object().uid(), state);
                if (begin != null) {
                    FIXED.stream()
                            .filter(field -> !spec(begin, field).equals(spec(state, field)))
                            .findFirst()
                            .ifPresent(field -> context.findings()
                                    .broken(
                                            field + " of StatefulSet " + context.name() + " was "
                                                    + SetRequest.words(spec(begin, field)) + " "
                                                    + Phrases.at(begin) + " and "
                                                    + SetRequest.words(spec(state, field)) + " " + Phrases.at(state),
                                            begin,
                                            state));
                }
            }
        }

        private static JsonNode spec(Observation state, String field) {
            return withoutNulls(state.object().json().path("spec").path(field));
        }

        /** Releases differ in whether they leave out what is null, and a cluster may be upgraded meanwhile. */
        private static JsonNode withoutNulls(JsonNode value) {
            value.forEach(Changes::withoutNulls);
            if (value instanceof ObjectNode object) {
                object.removeIf(JsonNode::isNull);
            }
            return value;
        }

        private Optional<JsonNode> before(Response answer) {
            return context.set().states().stream()
                    .filter(state -> state.index() < answer.index())
                    .reduce((earlier, later) -> later)
                    .filter(state -> !state.deleted())
                    .map(state -> state.object().json().path("spec"));
        }

        private void judge(SetRequest request, JsonNode before) {
            JsonNode after =
                    request.method().equals("PUT") ? request.sent("spec") : merged(before, request.sent("spec"));
            List<String> fixed = changed(FIXED, before, after);
            List<String> changeable = changed(CHANGEABLE, before, after);
            if (fixed.isEmpty()) {
                changeable.forEach(field -> accepted(field, request, before));
            } else {
                fixed.forEach(field -> refused(field, request, before));
            }
        }

        private static List<String> changed(List<String> fields, JsonNode before, JsonNode after) {
            return fields.stream()
                    .filter(field -> !before.path(field).equals(after.path(field)))
                    .toList();
        }

        private void refused(String field, SetRequest request, JsonNode before) {
            String change = "a change of " + field;
            if (request.answer().accepted()) {
                JsonNode stored = request.stored("spec." + field);
                boolean kept = stored.equals(before.path(field));
                context.findings()
                        .brokenAlone(
                                change + " was accepted (" + request.answer().summary() + ")"
                                        + (kept ? ", and not made" : " and made: it is " + SetRequest.words(stored)),
                                request.answer());
            } else if (request.invalid() && request.names("spec." + field)) {
                refused.add(field);
                context.findings().judged();
            } else if (request.invalid()) {
                context.findings()
                        .brokenAlone(
                                change + " was refused (" + request.answer().summary() + "), but the answer named "
                                        + request.named(),
                                request.answer());
            } else {
                open(change, request);
            }
        }

        private void accepted(String field, SetRequest request, JsonNode before) {
            String change = "a change of " + field;
            if (request.answer().accepted()) {
                if (request.stored("spec." + field).equals(before.path(field))) {
                    context.findings()
                            .brokenAlone(
                                    change + " was accepted ("
                                            + request.answer().summary() + "), and not made",
                                    request.answer());
                } else {
                    accepted.add(field);
                    context.findings().judged();
                }
            } else if (!request.invalid()) {
                open(change, request);
            } else if (!olderThan(field, request.answer())) {
                context.findings()
                        .brokenAlone(
                                change + " was refused (" + request.answer().summary() + "), and the answer named "
                                        + request.named(),
                                request.answer());
            }
        }

        private void open(String change, SetRequest request) {
            context.findings()
                    .open(
                            change + " was neither accepted nor found invalid: "
                                    + request.answer().summary(),
                            request.answer());
        }

        /** Whether the server says that in its release the field does not belong to those that can be changed. */
        private static boolean olderThan(String field, Response answer) {
            return answer.message().contains(OTHERS) && !answer.message().contains("'" + field + "'");
        }

        /** What a merge makes of a value: fields that are null go, objects are merged, and anything else takes its place. */
        private static JsonNode merged(JsonNode value, JsonNode patch) {
            if (patch.isMissingNode()) {
                return value;
            }
            if (!patch.isObject()) {
                return patch;
            }
            ObjectNode merged =
                    value instanceof ObjectNode object ? object.deepCopy() : ((ObjectNode) patch).objectNode();
            patch.properties().forEach(field -> {
                if (field.getValue().isNull()) {
                    merged.remove(field.getKey());
                } else {
                    merged.set(field.getKey(), merged(merged.path(field.getKey()), field.getValue()));
                }
            });
            return merged;
        }
    }
}
