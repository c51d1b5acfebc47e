package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The subresource scale tells how many replicas a set wants and has and by which labels its pods are found, and changes the number
 * that it wants and nothing else. An answer names the resourceVersion of the state that it is about.
 */
public final class ApiScale extends ApiGuarantee {
    private static final int CONFLICT = 409;
    private static final String REPLICAS = "spec.replicas";
    private static final String VERSION = "metadata.resourceVersion";

    public ApiScale() {
        super(
                Promise.of(
                                "api.scale",
                                "The subresource scale of a StatefulSet MUST return its replicas and its selector, and a change of it MUST change"
                                        + " replicas and nothing else")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "An autoscaler reads or sets another number of members than it should")
                        .documentedAt(
                                "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Long, Observation> states = context.set().states().stream()
                .collect(Collectors.toMap(Observation::resourceVersion, state -> state, (first, second) -> first));
        List<SetRequest> requests = SetRequest.all(context).stream()
                .filter(request -> request.subresource().equals("scale")
                        && request.answer().request().name().equals(context.name()))
                .toList();
        for (SetRequest request : requests) {
            if (request.answer().accepted()) {
                answered(request, states, context);
            } else if (isStale(request, context) && request.answer().code() == CONFLICT) {
                context.findings().judged();
            } else {
                context.findings()
                        .open(
                                "a request to the subresource scale was refused: "
                                        + request.answer().summary(),
                                request.answer());
            }
        }
        return context.findings()
                .verdict(
                        "the subresource scale gave the replicas and the selector of the set, and changed nothing else",
                        "nobody asked for the subresource scale of StatefulSet " + context.name());
    }

    private static void answered(SetRequest request, Map<Long, Observation> states, JudgingContext context) {
        Findings findings = context.findings();
        boolean change = !request.method().equals("GET");
        String asked = SetRequest.words(request.sent(REPLICAS));
        String given = SetRequest.words(request.stored(REPLICAS));
        if (change && isStale(request, context)) {
            findings.brokenAlone(
                    "a change of the subresource scale was accepted that named resourceVersion "
                            + SetRequest.words(request.sent(VERSION)) + ", which was not the newest any more",
                    request.answer());
            return;
        }
        if (change && !asked.equals(given)) {
            findings.brokenAlone(
                    "the subresource scale was asked for " + asked + " replicas and answered that there are to be "
                            + given,
                    request.answer());
            return;
        }
        Optional<Observation> state =
                Optional.ofNullable(states.get(number(request.stored(VERSION)).orElse(-1)));
        if (state.isEmpty() || request.answer().request().verb().equals(Action.TRY)) {
            findings.open(
                    "the subresource scale answered with a state of the set that was not observed", request.answer());
            return;
        }
        Optional<String> difference =
                difference(request, state.get()).or(() -> change ? changed(state.get(), context) : Optional.empty());
        if (difference.isPresent()) {
            findings.broken(difference.get(), state.get(), request.answer());
        } else {
            findings.judged();
        }
    }

    private static Optional<String> difference(SetRequest request, Observation state) {
        StatefulSetView set = StatefulSetView.of(state);
        String selector = SetRequest.words(request.stored("status.selector"));
        String labels = set.matchLabels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(","));
        int replicas = request.stored(REPLICAS).asInt(0);
        int counted = request.stored("status.replicas").asInt(0);
        String said = "the subresource scale said of the set " + Phrases.at(state) + " that ";
        if (replicas != set.replicas()) {
            return Optional.of(said + "it wants " + replicas + " replicas instead of " + set.replicas());
        } else if (counted != set.counters().replicas()) {
            return Optional.of(said + "it has " + counted + " replicas instead of "
                    + set.counters().replicas());
        } else if (!selector.equals(labels) && onlyLabels(state)) {
            return Optional.of(said + "its selector is " + selector + " instead of " + labels);
        }
        return Optional.empty();
    }

    /** What else than the number of replicas was changed by a write. */
    private static Optional<String> changed(Observation written, JudgingContext context) {
        return context.set().states().stream()
                .filter(state -> state.resourceVersion() < written.resourceVersion())
                .reduce((earlier, later) -> later)
                // Where the number was so already, nothing is written, and the state is what somebody else wrote.
                .filter(before -> StatefulSetView.of(before).replicas()
                        != StatefulSetView.of(written).replicas())
                .filter(before -> !rest(before).equals(rest(written)))
                .map(before -> "the change of the subresource scale " + Phrases.at(written)
                        + " changed more of the spec than replicas");
    }

    private static JsonNode rest(Observation state) {
        ObjectNode spec = (ObjectNode) state.object().json().path("spec");
        spec.remove("replicas");
        return spec;
    }

    /** Whether a change names a resourceVersion that was known not to be the newest when it was sent. */
    private static boolean isStale(SetRequest request, JudgingContext context) {
        long named = number(request.sent(VERSION)).orElse(Long.MAX_VALUE);
        boolean seen = context.set().states().stream()
                .anyMatch(
                        state -> state.index() < request.answer().request().index() && state.resourceVersion() > named);
        return seen
                || SetRequest.all(context).stream()
                        .filter(other -> other.answer().index()
                                        < request.answer().request().index()
                                && other.answer().accepted()
                                && other.answer().request().name().equals(context.name()))
                        .anyMatch(other -> number(other.stored(VERSION)).orElse(0) > named);
    }

    private static boolean onlyLabels(Observation state) {
        return SetRequest.at(state.object().json(), "spec.selector.matchExpressions")
                .isEmpty();
    }

    private static OptionalLong number(JsonNode version) {
        String digits = version.asString("");
        return digits.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
