package dev.holdfast.simulation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * Tries random trials, sorts what is wrong with them by its kind, and makes the first of each kind as short as it can. One run
 * shows all kinds at once, which a property that stops at its first counterexample does not.
 */
final class Search {
    /** How many lives a search tries, unless {@code -Dholdfast.lives} says otherwise. */
    private static final int LIVES = Integer.getInteger("holdfast.lives", 600);
    /** Another one tries other lives. */
    private static final long SEED = Long.getLong("holdfast.seed", 20261126);

    private static final int EDGE_CASES = 1000;
    private static final int SHORTENINGS = 1500;
    private static final int MOST_SHOWN = 5;

    /**
     * What is wrong with trials, in one way.
     *
     * @param times with how many
     * @param smallest the first of them, as short as it could be made
     */
    record Found(String kind, int times, Trial smallest, String what) {
        @Override
        public String toString() {
            return kind + ", " + times + " times: " + what + "\n" + smallest + "\n" + Listing.of(smallest.history());
        }
    }

    private final Map<String, Integer> times = new TreeMap<>();
    private final Map<String, Shrinkable<Trial>> first = new TreeMap<>();
    private final Function<Trial, Map<String, String>> check;

    private Search(Function<Trial, Map<String, String>> check) {
        this.check = check;
    }

    /**
     * Searches.
     *
     * @param check what is wrong with a trial, by its kind
     */
    static Search among(Arbitrary<Trial> trials, Function<Trial, Map<String, String>> check) {
        return among(trials, LIVES, check);
    }

    /**
     * Searches among so many.
     *
     * @param check what is wrong with a trial, by its kind
     */
    static Search among(Arbitrary<Trial> trials, int lives, Function<Trial, Map<String, String>> check) {
        Search search = new Search(check);
        RandomGenerator<Trial> generator = trials.generator(EDGE_CASES);
        Random random = new Random(SEED);
        for (int i = 0; i < lives; i++) {
            Shrinkable<Trial> trial = generator.next(random);
            check.apply(trial.value()).keySet().forEach(kind -> {
                search.times.merge(kind, 1, Integer::sum);
                search.first.putIfAbsent(kind, trial);
            });
        }
        return search;
    }

    /** Of what kinds things were wrong, and how often. */
    Map<String, Integer> times() {
        return times;
    }

    static int lives() {
        return LIVES;
    }

    /** The kinds that are none of those that are known, each with its shortest trial; the first few. */
    List<Found> other(Predicate<String> known) {
        List<Found> found = new ArrayList<>();
        for (Map.Entry<String, Shrinkable<Trial>> entry : first.entrySet()) {
            String kind = entry.getKey();
            if (!known.test(kind) && found.size() < MOST_SHOWN) {
                Trial smallest = shorten(entry.getValue(), kind).value();
                found.add(new Found(
                        kind, times.get(kind), smallest, check.apply(smallest).get(kind)));
            }
        }
        return found;
    }

    private Shrinkable<Trial> shorten(Shrinkable<Trial> trial, String kind) {
        Shrinkable<Trial> best = trial;
        int left = SHORTENINGS;
        Iterator<Shrinkable<Trial>> shorter = best.shrink().iterator();
        while (shorter.hasNext() && left-- > 0) {
            Shrinkable<Trial> next = shorter.next();
            if (check.apply(next.value()).containsKey(kind)) {
                best = next;
                shorter = best.shrink().iterator();
            }
        }
        return best;
    }
}
