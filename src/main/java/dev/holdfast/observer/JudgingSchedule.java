package dev.holdfast.observer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When which namespaces are asked for what there is in them, so that their sets can be judged: soon after something has happened, but
 * no more often than asking and judging allow.
 */
final class JudgingSchedule {

    /** What comes at once is judged at once. */
    private static final Duration TOGETHER = Duration.ofMillis(150);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** Since when the namespaces are asked for that are. */
    private final Map<String, Instant> asked = new HashMap<>();
    /** Before when none of these is asked for again. */
    private final Map<String, Instant> notBefore = new HashMap<>();

    /**
     * The namespaces that are to be asked for now; they count as asked for from now on.
     *
     * @param sets the sets of each namespace by their names
     * @param most no more than so many are to be asked for at the same time
     */
    List<String> due(Map<String, Map<String, WatchedSet>> sets, Instant now, int most) {
        List<String> due = new ArrayList<>();
        for (Map.Entry<String, Map<String, WatchedSet>> each : sets.entrySet()) {
            if (asked.size() >= most) {
                break;
            }
            if (!asked.containsKey(each.getKey())
                    && isDue(each.getKey(), each.getValue().values(), now)) {
                asked.put(each.getKey(), now);
                due.add(each.getKey());
            }
        }
        return due;
    }

    /** {@return whether any namespace is being asked for} */
    boolean isAsking() {
        return !asked.isEmpty();
    }

    /** The answer is there. */
    void answered(String namespace, Instant now) {
        Instant begun = Optional.ofNullable(asked.remove(namespace)).orElse(now);
        notBefore.put(namespace, now.plus(Duration.between(begun, now)));
    }

    /** There was no answer. */
    void failed(String namespace, Instant now) {
        asked.remove(namespace);
        notBefore.put(namespace, now.plus(AFTER_FAILURE));
    }

    /** Forgets all other namespaces. */
    void keep(Collection<String> namespaces) {
        notBefore.keySet().retainAll(namespaces);
    }

    private boolean isDue(String namespace, Collection<WatchedSet> place, Instant now) {
        Instant earliest = notBefore.getOrDefault(namespace, Instant.EPOCH);
        return place.stream().anyMatch(set -> set.due()
                .filter(since -> !since.plus(TOGETHER).isAfter(now))
                // A set that is judged again and again takes no more than half of a processor.
                .filter(since -> !earliest.plus(set.cost()).isAfter(now))
                .isPresent());
    }
}
