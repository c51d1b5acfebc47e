package dev.holdfast.run;

import dev.holdfast.guarantee.Outcome;

/** What the exit codes of the commands mean. */
public final class ExitCode {

    /** Every guarantee that was asked for is kept, or does not apply to this cluster. */
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
}
