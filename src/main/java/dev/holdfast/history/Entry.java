package dev.holdfast.history;

import java.time.Instant;

/** One thing that happened in a recording. */
public sealed interface Entry permits Observation, Action, Response, ExternalRead, Gap, Bookkeeping {
    /** The index of an entry that no log holds yet. */
    long UNPLACED = -1;

    /** The position in this recording, from 0 without holes; {@link #UNPLACED} until a log has taken the entry. */
    long index();

    /** When it reached this program, by this machine's clock. For timelines only, never for order. */
    Instant at();

    /** The same entry at this position. */
    Entry placed(long index);
}
