package dev.holdfast.history;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to here a history was judged: every kind has all that happened up to that revision. Kinds are watched apart, so that a change
 * may arrive before one of another kind that came first; before the fence there is no such hole.
 *
 * @param complete the last revision that counts, by kind; {@link Gap#EVERY_KIND} stands for all kinds that are not named
 */
public record Fence(long index, Instant at, Map<String, Long> complete) implements Bookkeeping {
    /** Copies the map. */
    public Fence {
        complete = Map.copyOf(complete);
    }

    /** A fence after what is known of a history, to be appended when every kind has come as far. */
    static Fence after(History history) {
        Map<String, Long> complete = new TreeMap<>();
        complete.put(Gap.EVERY_KIND, history.revision());
        // Events may be kept in another etcd, which has a revision counter of its own.
        complete.put(Kinds.EVENT, history.revision(Kinds.EVENT));
        return new Fence(UNPLACED, Instant.now(), complete);
    }

    /** The last revision of a kind that counts. */
    public long revision(String kind) {
        return complete.getOrDefault(kind, complete.getOrDefault(Gap.EVERY_KIND, Long.MAX_VALUE));
    }

    @Override
    public Fence placed(long index) {
        return new Fence(index, at, complete);
    }
}
