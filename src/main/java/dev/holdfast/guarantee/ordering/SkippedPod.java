package dev.holdfast.guarantee.ordering;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.Optional;

/**
 * A pod that was not there when a higher one was created, although it has to come first.
 *
 * @param gone the deletion of the pod of the same set that held the ordinal before; empty when none did
 * @param later its creation after that of the higher one; empty when it did not come
 */
record SkippedPod(Optional<Observation> gone, Optional<Observation> later) {
    /**
     * What there was of it.
     *
     * @param than the creation of the higher pod
     */
    static SkippedPod of(SetTimeline set, int ordinal, Observation than) {
        return new SkippedPod(
                set.holder(ordinal, than.resourceVersion())
                        .flatMap(Incarnation::deleted)
                        .filter(gone -> gone.object()
                                .controllerUid()
                                .equals(than.object().controllerUid())),
                set.incarnations(ordinal).stream()
                        .flatMap(pod -> pod.added().stream())
                        .filter(added -> added.resourceVersion() > than.resourceVersion())
                        .findFirst());
    }

    /** "which was never created", to follow its name. */
    String words() {
        if (gone.isPresent()) {
            return "which was gone since resourceVersion " + gone.get().resourceVersion()
                    + later.map(added -> " and was created again only " + Phrases.at(added))
                            .orElse(" and was not created again");
        }
        return later.map(added -> "which was created only " + Phrases.at(added)).orElse("which was never created");
    }
}
