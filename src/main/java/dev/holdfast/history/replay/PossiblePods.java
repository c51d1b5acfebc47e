package dev.holdfast.history.replay;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;

/**
 * What the controller may have taken the pods for in the past: how they were before something happened to them of which it may not
 * have heard yet.
 *
 * <p>It knows which pods it created. It does not wait to hear of its own deletions. But as long as it has not heard of one it would
 * ask for the same deletion again before that of a pod with a lower ordinal, so when it deletes a pod it knows of its deletions of
 * higher ones, unless the spec was changed meanwhile to one by which it would leave those pods alone.
 */
final class PossiblePods {
    /** More are made one that is at least as good as each of them. */
    private static final int MOST = 64;

    private final Deque<Past> pasts = new ArrayDeque<>();

    /**
     * How the pods may have been.
     *
     * @param until the revision of the change that ended it
     * @param healthy which were Running and Ready
     * @param spared which of them the controller had not asked to end
     * @param existing which were there
     */
    private record Past(long until, BitSet healthy, BitSet spared, BitSet existing) {
        void join(Past other) {
            healthy.or(other.healthy);
            spared.or(other.spared);
            existing.or(other.existing);
        }
    }

    /** Something happens at a revision that the controller has to hear of, to pods that are as told. */
    void before(long resourceVersion, BitSet healthy, BitSet existing) {
        if (pasts.size() == MOST) {
            Past oldest = pasts.removeFirst();
            pasts.getFirst().join(oldest);
        }
        pasts.addLast(new Past(
                resourceVersion, (BitSet) healthy.clone(), (BitSet) healthy.clone(), (BitSet) existing.clone()));
    }

    /** The controller created this pod. */
    void created(int pod) {
        for (Past past : pasts) {
            past.healthy().clear(pod);
            past.spared().clear(pod);
            past.existing().set(pod);
        }
    }

    /** The pod belonged to another set, which the controller does not take for one of this. */
    void belongsToAnother(int pod) {
        for (Past past : pasts) {
            past.healthy().clear(pod);
            past.spared().clear(pod);
            past.existing().clear(pod);
        }
    }

    /** The controller asked for the deletion of this pod. */
    void ended(int pod) {
        for (Past past : pasts) {
            past.spared().clear(pod);
        }
    }

    /** The controller has heard of all changes up to that revision. */
    void heard(long resourceVersion) {
        while (!pasts.isEmpty() && pasts.getFirst().until() <= resourceVersion) {
            pasts.removeFirst();
        }
    }

    /** Whether in some past the pods that were healthy meet a condition. */
    boolean everHealthy(Predicate<BitSet> condition) {
        return pasts.stream().anyMatch(past -> condition.test(past.healthy()));
    }

    /** Whether in some past the pods that were healthy, and that the controller had not asked to end, meet a condition. */
    boolean everSpared(Predicate<BitSet> condition) {
        return pasts.stream().anyMatch(past -> condition.test(past.spared()));
    }

    /** Whether in some past the pods that were healthy, and those of them that the controller had not asked to end, meet a condition. */
    boolean everHealthyAndSpared(BiPredicate<BitSet, BitSet> condition) {
        return pasts.stream().anyMatch(past -> condition.test(past.healthy(), past.spared()));
    }

    /**
     * The least number of something that there was in any past; empty when there is no past.
     *
     * @param number how many there were by which pods were healthy, and which of them the controller had not asked to end
     */
    OptionalInt least(ToIntBiFunction<BitSet, BitSet> number) {
        return pasts.stream()
                .mapToInt(past -> number.applyAsInt(past.healthy(), past.spared()))
                .min();
    }

    /** Whether in some past the pods that were there meet a condition. */
    boolean everExisting(Predicate<BitSet> condition) {
        return pasts.stream().anyMatch(past -> condition.test(past.existing()));
    }
}
