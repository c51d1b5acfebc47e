package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a new StatefulSet leaves out is stored as the documentation says that it is by default. */
public final class ApiDefaults extends ApiGuarantee {
    private static final String STRATEGY = "spec.updateStrategy";
    private static final String ROLLING = STRATEGY + ".rollingUpdate";
    private static final String RETENTION = "spec.persistentVolumeClaimRetentionPolicy";
    private static final Map<String, String> DEFAULTS = defaults();

    public ApiDefaults() {
        super(
                Promise.of(
                                "api.defaults",
                                "Fields that a StatefulSet leaves out MUST be stored with their defaults: podManagementPolicy OrderedReady,"
                                        + " updateStrategy RollingUpdate with partition 0 and maxUnavailable 1, whenDeleted and whenScaled Retain,"
                                        + " replicas 1, revisionHistoryLimit 10")
                        .otherwise(
                                Harm.ROLLOUT,
                                "A set that says nothing of it is scaled, updated or cleaned up in another way than its owner relies on")
                        .documentedAt(
                                "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"));
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("spec.podManagementPolicy", "OrderedReady");
        defaults.put(STRATEGY + ".type", "RollingUpdate");
        defaults.put(ROLLING + ".partition", "0");
        defaults.put(ROLLING + ".maxUnavailable", "1");
        defaults.put(RETENTION + ".whenDeleted", "Retain");
        defaults.put(RETENTION + ".whenScaled", "Retain");
        defaults.put("spec.replicas", "1");
        defaults.put("spec.revisionHistoryLimit", "10");
        return defaults;
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<String> filled = new TreeSet<>();
        for (SetRequest request : SetRequest.creations(context)) {
            if (request.answer().accepted()) {
                DEFAULTS.forEach((field, expected) -> {
                    if (isLeftOut(field, request) && !isOfAFeatureThatIsOff(field, request)) {
                        judge(field, expected, request, context);
                        filled.add(field);
                    }
                });
            }
        }
        return context.findings()
                .verdict(
                        "each of these fields was filled in as documented where it was left out: "
                                + String.join(", ", filled),
                        "nobody asked for a StatefulSet that leaves out a field with a default");
    }

    private static void judge(String field, String expected, SetRequest request, JudgingContext context) {
        String stored = SetRequest.words(request.stored(field));
        if (stored.equals(expected)) {
            context.findings().judged();
        } else {
            context.findings()
                    .brokenAlone(
                            "of a StatefulSet that leaves out " + field + " the API server stored " + stored
                                    + " instead of " + expected,
                            request.answer());
        }
    }

    private static boolean isLeftOut(String field, SetRequest request) {
        JsonNode strategy = request.sent(STRATEGY + ".type");
        boolean rolling = !field.startsWith(ROLLING)
                // Of a strategy that is only named, nothing is filled in.
                || strategy.isMissingNode()
                || (strategy.asString("").equals("RollingUpdate")
                        && request.sent(ROLLING).isObject());
        return rolling
                && (request.sent(field).isMissingNode() || request.sent(field).isNull());
    }

    // A server that does not know these fields, or has their feature off, fills in neither.
    private static boolean isOfAFeatureThatIsOff(String field, SetRequest request) {
        return (field.startsWith(RETENTION) && request.stored(RETENTION).isMissingNode())
                || (field.endsWith(".maxUnavailable")
                        && request.stored(ROLLING).isObject()
                        && request.stored(field).isMissingNode());
    }
}
