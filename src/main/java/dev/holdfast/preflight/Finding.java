package dev.holdfast.preflight;

import dev.holdfast.cluster.Need;
import java.util.Map;
import java.util.Optional;

/**
 * What was found when one thing was looked at.
 *
 * @param level what it means for the run
 * @param what what was looked at, in a word
 * @param sentence what was found
 * @param advice what to do about it, where something is to be done
 * @param missing what scenarios cannot have on this cluster, with the reason
 */
record Finding(Level level, String what, String sentence, Optional<String> advice, Map<Need, String> missing) {

    /** What a finding means for the run. */
    enum Level {
        /** All is well. */
        FIT("✓"),
        /** Some scenarios do not apply. */
        LIMITED("–"),
        /** Nothing can be run. */
        UNFIT("✗");

        private final String sign;

        Level(String sign) {
            this.sign = sign;
        }
    }

    static Finding fit(String what, String sentence) {
        return new Finding(Level.FIT, what, sentence, Optional.empty(), Map.of());
    }

    /** The same, with something that scenarios cannot have and that nobody need be told of but those who read results. */
    Finding without(Need need, String reason) {
        return new Finding(level, what, sentence, advice, Map.of(need, reason));
    }

    static Finding unfit(String what, String sentence, String advice) {
        return new Finding(Level.UNFIT, what, sentence, Optional.of(advice), Map.of());
    }

    static Finding limited(String what, Need need, String reason, String advice) {
        return new Finding(Level.LIMITED, what, reason, Optional.of(advice), Map.of(need, reason));
    }

    /** {@return one or two lines for the terminal} */
    String lines() {
        String first = String.format("  %s %-9s %s", level.sign, what, sentence);
        return advice.map(todo -> first + System.lineSeparator() + " ".repeat(14) + "→ " + todo)
                .orElse(first);
    }
}
