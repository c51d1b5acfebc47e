package dev.holdfast.guarantee.api;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a StatefulSet may not be.
 *
 * @param field which field is wrong then
 * @param wrong whether it is, of a whole object as it was sent
 */
record ValidationRule(String field, Predicate<JsonNode> wrong) {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final String STRATEGY = "spec.updateStrategy.type";
    private static final String ROLLING = "spec.updateStrategy.rollingUpdate";

    /** All that is documented and needs nothing but the object to be checked. */
    static final List<ValidationRule> ALL = List.of(
            negative("spec.replicas"),
            negative("spec.minReadySeconds"),
            negative("spec.ordinals.start"),
            negative(ROLLING + ".partition"),
            new ValidationRule(ROLLING + ".maxUnavailable", ValidationRule::noSuchNumber),
            new ValidationRule(
                    ROLLING,
                    set -> text(set, STRATEGY).equals("OnDelete")
                            && SetRequest.at(set, ROLLING).isObject()),
            other("spec.podManagementPolicy", "OrderedReady", "Parallel"),
            other(STRATEGY, "RollingUpdate", "OnDelete", "Recreate"),
            other("spec.persistentVolumeClaimRetentionPolicy.whenDeleted", "Retain", "Delete"),
            other("spec.persistentVolumeClaimRetentionPolicy.whenScaled", "Retain", "Delete"),
            other("spec.template.spec.restartPolicy", "Always"),
            new ValidationRule("spec.template.spec.activeDeadlineSeconds", set -> SetRequest.at(
                            set, "spec.template.spec.activeDeadlineSeconds")
                    .isNumber()),
            new ValidationRule("spec.selector", set -> selectsAll(SetRequest.at(set, "spec.selector"))),
            new ValidationRule("spec.template.metadata.labels", ValidationRule::selectsOthers),
            new ValidationRule(
                    "spec.serviceName",
                    set -> !text(set, "spec.serviceName").isEmpty()
                            && !text(set, "spec.serviceName").matches(LABEL)),
            new ValidationRule(
                    "metadata.name", set -> !text(set, "metadata.name").matches(LABEL)));

    private static ValidationRule negative(String field) {
        return new ValidationRule(field, set -> SetRequest.at(set, field).asInt(0) < 0);
    }

    private static ValidationRule other(String field, String... allowed) {
        Set<String> known = Set.of(allowed);
        return new ValidationRule(field, set -> !text(set, field).isEmpty() && !known.contains(text(set, field)));
    }

    private static String text(JsonNode set, String field) {
        return SetRequest.at(set, field).asString("");
    }

    /** A number of pods or a share of them that is 0 or less, or more than all. */
    private static boolean noSuchNumber(JsonNode set) {
        JsonNode most = SetRequest.at(set, ROLLING + ".maxUnavailable");
        if (most.isNumber()) {
            return most.asInt() <= 0;
        }
        String share = most.asString("");
        if (!share.matches("\\d{1,6}%")) {
            return false;
        }
        int percent = Integer.parseInt(share.substring(0, share.length() - 1));
        return percent == 0 || percent > 100;
    }

    private static boolean selectsAll(JsonNode selector) {
        return selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty();
    }

    private static boolean selectsOthers(JsonNode set) {
        JsonNode labels = SetRequest.at(set, "spec.template.metadata.labels");
        return SetRequest.at(set, "spec.selector.matchLabels").properties().stream()
                .anyMatch(label -> !labels.path(label.getKey()).equals(label.getValue()));
    }
}
