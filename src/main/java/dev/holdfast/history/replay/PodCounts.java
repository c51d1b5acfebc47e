package dev.holdfast.history.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many pods of a set there are at a moment, and of what kinds. */
final class PodCounts {
    private final Map<String, Integer> standing = new HashMap<>();
    private final Map<String, Integer> ended = new HashMap<>();
    private int taken;
    private int existing;
    private int ready;
    private int allEnded;

    /** The same, of two revisions only. */
    PodCounts of(String revision, String other) {
        PodCounts copy = new PodCounts();
        for (String each : List.of(revision, other)) {
            copy.standing.put(each, standing(each));
            copy.ended.put(each, ended(each));
        }
        copy.taken = taken;
        copy.existing = existing;
        copy.ready = ready;
        copy.allEnded = allEnded;
        return copy;
    }

    /** Goes on by the next step. */
    void take(PodStep step) {
        taken++;
        existing += step.existing();
        ready += step.ready();
        if (!step.from().isEmpty()) {
            standing.merge(step.from(), -1, Integer::sum);
        }
        if (!step.to().isEmpty()) {
            standing.merge(step.to(), 1, Integer::sum);
        }
        if (step.ends()) {
            ended.merge(step.from(), 1, Integer::sum);
            allEnded++;
        }
    }

    /** Goes on to what is so at a revision. */
    void advance(List<PodStep> steps, long resourceVersion) {
        while (taken < steps.size() && steps.get(taken).at() <= resourceVersion) {
            take(steps.get(taken));
        }
    }

    /** How many steps have been taken. */
    int taken() {
        return taken;
    }

    /** How many pods the set has, terminating or not. */
    int existing() {
        return existing;
    }

    /** How many of them are Running and Ready. */
    int ready() {
        return ready;
    }

    /** How many of a revision do not terminate. */
    int standing(String revision) {
        return standing.getOrDefault(revision, 0);
    }

    /** How many of a revision have begun to end so far. */
    int ended(String revision) {
        return ended.getOrDefault(revision, 0);
    }

    /** How many of other revisions have begun to end so far. */
    int endedOfOthers(String revision) {
        return allEnded - ended(revision);
    }
}
