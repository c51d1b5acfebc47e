package dev.holdfast.guarantee.recreate;

import dev.holdfast.history.Observation;
import tools.jackson.databind.JsonNode;

/**
 * The condition Progressing in the status of a set.
 *
 * @param status True, False or Unknown; empty when there is no such condition
 * @param reason its reason
 */
record Progressing(String status, String reason) {
    private static final String TYPE = "Progressing";
    private static final String TRUE = "True";

    static Progressing of(Observation set) {
        for (JsonNode condition : set.object().json().path("status").path("conditions")) {
            if (condition.path("type").asString("").equals(TYPE)) {
                return new Progressing(
                        condition.path("status").asString(""),
                        condition.path("reason").asString(""));
            }
        }
        return new Progressing("", "");
    }

    boolean isTrue() {
        return status.equals(TRUE);
    }

    /** Whether it says that pods are being recreated. */
    boolean saysRecreating() {
        return isTrue() && reason.equals("RecreateInProgress");
    }

    /** "True with the reason RecreateInProgress". */
    String words() {
        return status.isEmpty() ? "not there" : status + " with the reason " + reason;
    }
}
