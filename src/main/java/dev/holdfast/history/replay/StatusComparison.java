package dev.holdfast.history.replay;

import dev.holdfast.history.replay.StatusReplay.Counts;

/** How the counts of a status compare with the pods at each moment at which the controller may have counted them. */
public final class StatusComparison {
    private final Counts said;
    private final PodCounts written;
    private final Range existing = new Range();
    private final Range ready = new Range();
    private final Range current = new Range();
    private final Range updated = new Range();
    private boolean right;
    private boolean tooLow;
    private int first = -1;

    /** Between which numbers something was. */
    public static final class Range {
        private int least = Integer.MAX_VALUE;
        private int most = Integer.MIN_VALUE;

        private boolean take(int from, int to, int said) {
            least = Math.min(least, from);
            most = Math.max(most, to);
            return said >= from && said <= to;
        }

        public boolean allows(int count) {
            return count >= least && count <= most;
        }

        /** "2", or "between 1 and 3". */
        public String words() {
            return least == most ? String.valueOf(least) : "between " + least + " and " + most;
        }
    }

    /**
     * Begins to compare.
     *
     * @param written what was so when the status was written
     */
    StatusComparison(Counts said, PodCounts written) {
        this.said = said;
        this.written = written;
    }

    /** Compares with one of the moments, from the first one on. */
    void look(PodCounts moment) {
        int ownEnded = written.ended(said.currentRevision()) - moment.ended(said.currentRevision());
        int othersEnded = written.endedOfOthers(said.currentRevision()) - moment.endedOfOthers(said.currentRevision());
        int ofCurrent = moment.standing(said.currentRevision());
        int ofUpdate = moment.standing(said.updateRevision());
        boolean existingFits = existing.take(moment.existing(), moment.existing(), said.existing());
        boolean readyFits = ready.take(moment.ready(), moment.ready(), said.ready());
        boolean updatedFits = updated.take(ofUpdate, ofUpdate, said.updated());
        boolean currentFits = current.take(Math.max(0, ofCurrent - ownEnded), ofCurrent, said.current());
        boolean others = existingFits && readyFits && updatedFits;
        boolean all = others && currentFits;
        boolean low = others && said.current() < ofCurrent && said.current() >= ofCurrent - ownEnded - othersEnded;
        if ((all || low) && first < 0) {
            first = moment.taken();
        }
        right |= all;
        tooLow |= low;
    }

    /** Whether there is a moment at which all counts were right. */
    public boolean right() {
        return right;
    }

    /**
     * Whether there is a moment at which all were right but that of the current revision, which is too low by no more than pods of
     * other revisions have begun to end since.
     */
    public boolean currentTooLow() {
        return !right && tooLow;
    }

    /** How many steps there had been at the first moment that is one of these; less than none when there is none. */
    int first() {
        return first;
    }

    /** How many pods existed. */
    public Range existing() {
        return existing;
    }

    /** How many were Running and Ready. */
    public Range ready() {
        return ready;
    }

    /** How many were of the current revision. */
    public Range current() {
        return current;
    }

    /** How many were of the update revision. */
    public Range updated() {
        return updated;
    }
}
