package dev.holdfast.simulation;

import dev.holdfast.simulation.Recording.Witness;
import java.util.Set;
import net.jqwik.api.Arbitrary;

/**
 * What a fault has to do.
 *
 * @param breaks any of these has to be judged broken
 * @param reaching lives that it reaches
 * @param floor in how many of a hundred lives that it reached, at least
 */
record FaultExpectation(Fault fault, Set<String> breaks, Witness witness, Arbitrary<Life> reaching, int floor) {}
