package dev.holdfast.guarantee.retention;

import dev.holdfast.history.view.StatefulSetView;

/** What a set says by which its claims may go. */
enum RetentionPolicy {
    /** {@code whenDeleted}: whether they go with the set. */
    WHEN_DELETED("keeps its claims when it is deleted"),
    /** {@code whenScaled}: whether they go with pods that are scaled away. */
    WHEN_SCALED("keeps the claims of pods that are scaled away"),
    /** One of the two. */
    ANY("keeps all claims, and always did");

    private final String retain;

    RetentionPolicy(String retain) {
        this.retain = retain;
    }

    /** What a set does that retains claims by it, as a sentence about the set. */
    String retain() {
        return retain;
    }

    /** Whether a spec deletes claims by it. */
    boolean deletes(StatefulSetView spec) {
        return switch (this) {
            case WHEN_DELETED -> spec.deletesClaimsWhenDeleted();
            case WHEN_SCALED -> spec.deletesClaimsWhenScaled();
            case ANY -> !spec.keepsClaims();
        };
    }
}
