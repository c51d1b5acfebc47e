package dev.holdfast.guarantee.storage;

import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that the scenario wrote inside a pod of the set.
 *
 * @param claim the claim into which it was written; empty when it was not recorded
 */
record WrittenFile(Action action, Incarnation pod, Optional<Lifetime> claim) {

    /** All writes into pods of the set, in order. */
    static List<WrittenFile> of(History history, SetTimeline set, Claims claims) {
        List<WrittenFile> writes = new ArrayList<>();
        for (Action action : history.actions()) {
            if (action.verb().equals(Action.WRITE)) {
                set.withUid(action.uid())
                        .ifPresent(pod -> writes.add(new WrittenFile(action, pod, claim(action, pod, claims))));
            }
        }
        return writes;
    }

    int ordinal() {
        return pod.ordinal();
    }

    /** The file, relative to the root of the volume. */
    String file() {
        return action.details().getOrDefault(Action.FILE, "");
    }

    /** The content without white space around it, as {@link dev.holdfast.history.Reading#text} gives it. */
    String content() {
        return action.details().getOrDefault(Action.CONTENT, "").strip();
    }

    long index() {
        return action.index();
    }

    private static Optional<Lifetime> claim(Action action, Incarnation pod, Claims claims) {
        Map<String, String> mounts = claims.of(pod);
        String volume = action.details().getOrDefault(Action.VOLUME, "");
        // Into which of several it went is not known unless it is said.
        String only = mounts.size() == 1 ? mounts.keySet().iterator().next() : "";
        return Optional.ofNullable(mounts.get(volume.isEmpty() ? only : volume))
                .flatMap(claim -> claims.usedBy(pod, claim));
    }
}
