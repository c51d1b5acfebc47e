package dev.holdfast.scenario.action;

import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;

/** When the claims of a set go: its {@code persistentVolumeClaimRetentionPolicy}. */
public enum ClaimRetention {
    /** Never by themselves. */
    ALWAYS("Retain", "Retain"),
    /** When the set is deleted. */
    UNTIL_DELETED("Delete", "Retain"),
    /** When their pods are scaled away. */
    UNTIL_SCALED("Retain", "Delete");

    private final String whenDeleted;
    private final String whenScaled;

    ClaimRetention(String whenDeleted, String whenScaled) {
        this.whenDeleted = whenDeleted;
        this.whenScaled = whenScaled;
    }

    /** {@return the policy as a set has it} */
    StatefulSetPersistentVolumeClaimRetentionPolicy spec() {
        return new StatefulSetPersistentVolumeClaimRetentionPolicy(whenDeleted, whenScaled);
    }

    /** {@return the policy as it is written into a patch} */
    String json() {
        return "{\"whenDeleted\":\"" + whenDeleted + "\",\"whenScaled\":\"" + whenScaled + "\"}";
    }
}
