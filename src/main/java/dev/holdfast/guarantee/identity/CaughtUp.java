package dev.holdfast.guarantee.identity;

import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Fence;
import dev.holdfast.history.History;
import dev.holdfast.history.Observation;
import java.util.List;
import java.util.OptionalLong;

/**
 * What can be said of the time at which a name server answered. A change may arrive after an answer that it caused; but what had not
 * arrived when the recording had caught up with the server after the answer came about later.
 */
final class CaughtUp {
    private CaughtUp() {}

    /**
     * The entry before which everything had arrived that had happened when an answer was given; nothing when the recording did not
     * catch up twice afterwards, since what arrived during the last time is not judged.
     */
    static OptionalLong after(History history, ExternalRead answer) {
        List<Long> fences = history.entries().stream()
                .filter(entry -> entry instanceof Fence && entry.index() > answer.index())
                .map(fence -> fence.index())
                .toList();
        return fences.size() < 2 ? OptionalLong.empty() : OptionalLong.of(fences.get(0));
    }

    /** Whether each of these changes came about after an answer was given. */
    static boolean before(History history, List<Observation> changes, ExternalRead answer) {
        OptionalLong known = after(history, answer);
        return known.isPresent() && changes.stream().allMatch(change -> change.index() > known.getAsLong());
    }
}
