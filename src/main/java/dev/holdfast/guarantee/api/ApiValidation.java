package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A StatefulSet with a field that no StatefulSet may have is not stored, and the answer says which field that is. */
public final class ApiValidation extends ApiGuarantee {
    private static final String MOST = "spec.updateStrategy.rollingUpdate.maxUnavailable";

    public ApiValidation() {
        super(Promise.of(
                        "api.validation",
                        "The creation of a StatefulSet MUST result in a validation error that names the field where its selector does"
                                + " not match the labels of its template, its name is no DNS label, or another field has a value that"
                                + " is not allowed")
                .otherwise(Harm.AVAILABILITY, "A set is stored that can never have its Pods, and nobody is told")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<String> refused = new TreeSet<>();
        for (SetRequest request : SetRequest.creations(context)) {
            List<String> wrong = ValidationRule.ALL.stream()
                    .filter(rule -> rule.wrong().test(request.sent()))
                    .map(ValidationRule::field)
                    .toList();
            wrong.forEach(field -> judge(field, request, refused, context));
        }
        return context.findings()
                .verdict(
                        "a StatefulSet was refused for each of these fields, which the answer named: "
                                + String.join(", ", refused),
                        "nobody asked for a StatefulSet that is not valid");
    }

    private static void judge(String field, SetRequest request, Set<String> refused, JudgingContext context) {
        String set = "a StatefulSet of which " + field + " was " + SetRequest.words(request.sent(field));
        if (request.answer().accepted()) {
            if (!dropped(field, request)) {
                context.findings()
                        .brokenAlone(set + " was accepted (" + request.answer().summary() + ")", request.answer());
            }
        } else if (!request.invalid()) {
            context.findings()
                    .open(
                            set + " was not refused for that, but with "
                                    + request.answer().summary(),
                            request.answer());
        } else if (!request.names(field)) {
            context.findings()
                    .brokenAlone(
                            set + " was refused (" + request.answer().summary() + "), but the answer named "
                                    + request.named(),
                            request.answer());
        } else {
            refused.add(field);
            context.findings().judged();
        }
    }

    /** A field of a feature that is off is not looked at: what becomes of it is another promise. */
    private static boolean dropped(String field, SetRequest request) {
        return field.equals(MOST) && request.stored(MOST).isMissingNode();
    }
}
