package dev.holdfast.simulation;

import dev.holdfast.simulation.Recording.Witness;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random trials. */
final class Trials {
    private Trials() {}

    /** Lives that somebody watches who notes nothing that he does himself. */
    static Arbitrary<Trial> watched(Arbitrary<Life> lives) {
        return recorded(lives, Arbitraries.just(Witness.BYSTANDER));
    }

    /** Lives that are watched, or lived by the one who records them. */
    static Arbitrary<Trial> recorded(Arbitrary<Life> lives) {
        return recorded(lives, Arbitraries.of(Witness.BYSTANDER, Witness.SCENARIO));
    }

    private static Arbitrary<Trial> recorded(Arbitrary<Life> lives, Arbitrary<Witness> witnesses) {
        Arbitrary<Integer> begin = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 90)));
        Arbitrary<Recording> recordings = Combinators.combine(
                        witnesses, Arbitraries.longs().between(Recording.IN_ORDER, 1000), begin)
                .as(Recording::new);
        return Combinators.combine(lives, recordings).as(Trial::new);
    }
}
