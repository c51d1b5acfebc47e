package dev.holdfast.run;

import dev.holdfast.guarantee.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of all commands. Each of them means the same in every command. */
public final class ExitCode {

    /** Every guarantee that was checked is kept, or does not apply to this cluster. */
    public static final int KEPT = 0;

    /** A guarantee is broken. */
    public static final int BROKEN = 1;

    /** The command was used wrongly, or the machine does not allow it; nothing was judged. */
    public static final int REFUSED = 2;

    /** It cannot be told whether the guarantees are kept: something else broke. */
    public static final int INCONCLUSIVE = 3;

    private ExitCode() {}

    /** {@return the exit code that says how guarantees were judged} */
    public static int of(Outcome outcome) {
        return switch (outcome) {
            case PASSED, NOT_APPLICABLE, KNOWN_DEVIATION -> KEPT;
            case FAILED -> BROKEN;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }

    /**
     * What people are told of the exit codes, in the help of the commands that judge.
     *
     * @return a sentence for each code, in the order of the codes
     */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(
                Integer.toString(KEPT),
                "No guarantee is broken: each one that was checked is kept, does not apply or is known to deviate.");
        meanings.put(Integer.toString(BROKEN), "A guarantee is broken.");
        meanings.put(Integer.toString(REFUSED), "Usage error, or unsupported machine or cluster. Nothing was checked.");
        meanings.put(
                Integer.toString(INCONCLUSIVE),
                "Inconclusive: not everything could be checked, and what was checked is not broken.");
        return meanings;
    }
}
