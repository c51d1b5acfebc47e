package dev.holdfast.fault.matrix;

import dev.holdfast.guarantee.Outcome;

/**
 * How a scenario ended that no fault was at work in.
 *
 * @param wave the number of its wave, from 1
 * @param scenario the scenario's title, without its feature
 * @param outcome how it ended
 * @param reason why, where it did not pass
 */
public record ControlResult(int wave, String scenario, Outcome outcome, String reason) {

    /** {@return whether something was said to be broken that nobody had broken} */
    public boolean falseAlarm() {
        return outcome == Outcome.FAILED;
    }

    /** {@return whether something could not be judged that nobody had broken, as on a machine that has too much to do} */
    public boolean inconclusive() {
        return outcome == Outcome.INCONCLUSIVE;
    }
}
