package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What belongs to a feature gate is stored as it is written where the gate is on, and dropped or refused where it is off. Whether
 * MaxUnavailableStatefulSet is on is seen by what the API server fills in where maxUnavailable is left out.
 */
public final class ApiGatedFields extends ApiGuarantee {
    private static final String ROLLING = "spec.updateStrategy.rollingUpdate";
    private static final String MOST = ROLLING + ".maxUnavailable";
    private static final String STRATEGY = "spec.updateStrategy.type";
    private static final String RECREATE = "Recreate";

    public ApiGatedFields() {
        super(Promise.of(
                        "api.gated-fields",
                        "A field or value of a feature gate MUST be stored as it is written where the gate is on, and MUST be dropped or"
                                + " refused where it is off")
                .otherwise(Harm.ROLLOUT, "More or fewer members are updated at once than the set says that it allows")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/#overview"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<SetRequest> requests = SetRequest.creations(context);
        Optional<SetRequest> filled = requests.stream()
                .filter(request -> request.answer().accepted()
                        && request.sent(MOST).isMissingNode()
                        && request.stored(ROLLING).isObject())
                .findFirst();
        Set<String> seen = new TreeSet<>();
        for (SetRequest request : requests) {
            if (request.answer().accepted() && !request.sent(MOST).isMissingNode()) {
                most(request, filled, seen, context.findings());
            }
            if (request.sent(STRATEGY).asString("").equals(RECREATE)) {
                recreate(request, seen, context.findings());
            }
        }
        return context.findings()
                .verdict(String.join(", and ", seen), "nobody asked for a StatefulSet with a field of a feature gate");
    }

    private static void most(SetRequest request, Optional<SetRequest> filled, Set<String> seen, Findings findings) {
        String sent = SetRequest.words(request.sent(MOST));
        String stored = SetRequest.words(request.stored(MOST));
        boolean kept = sent.equals(stored);
        boolean dropped = request.stored(MOST).isMissingNode();
        Optional<Boolean> on = filled.map(other -> !other.stored(MOST).isMissingNode());
        String became = "a StatefulSet with maxUnavailable " + sent + " was stored with " + stored;
        if (!kept && !dropped) {
            findings.brokenAlone(became, request.answer());
        } else if (on.isPresent() && on.get() != kept) {
            Response other = filled.get().answer();
            findings.broken(
                    became + ", although the API server " + (on.get() ? "fills in" : "does not fill in")
                            + " that field where it is left out, as it does where its feature gate is "
                            + (on.get() ? "on" : "off"),
                    other,
                    request.answer());
        } else {
            seen.add("maxUnavailable is " + (kept ? "kept" : "dropped"));
            findings.judged();
        }
    }

    private static void recreate(SetRequest request, Set<String> seen, Findings findings) {
        String stored = SetRequest.words(request.stored(STRATEGY));
        if (request.answer().accepted() && !stored.equals(RECREATE)) {
            findings.brokenAlone(
                    "a StatefulSet with the update strategy Recreate was stored with " + stored, request.answer());
        } else if (request.answer().accepted() || request.invalid()) {
            seen.add("Recreate is " + (request.answer().accepted() ? "kept" : "refused"));
            findings.judged();
        } else {
            findings.open(
                    "a StatefulSet with the update strategy Recreate was answered with "
                            + request.answer().summary(),
                    request.answer());
        }
    }
}
