package dev.holdfast.guarantee;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * A stretch in which a set must be left alone, from the spec that says so on. It counts only when the controller acknowledged that
 * spec and was seen at work afterwards; see {@link ControllerActivity}.
 */
public final class QuietInterval {
    private final Observation begin;
    private final long generation;
    private Optional<Observation> acknowledged = Optional.empty();

    public QuietInterval(Observation begin) {
        this.begin = begin;
        this.generation = StatefulSetView.of(begin).generation();
        written(begin);
    }

    public Observation begin() {
        return begin;
    }

    /** Whether that state of the set belongs to another spec. */
    public boolean endsWith(Observation written) {
        return written.deleted()
                || written.object().terminating()
                || !written.object().uid().equals(begin.object().uid())
                || StatefulSetView.of(written).generation() != generation;
    }

    /** Takes a later state of the set. */
    public void written(Observation state) {
        if (acknowledged.isEmpty() && StatefulSetView.of(state).acknowledged()) {
            acknowledged = Optional.of(state);
        }
    }

    /** Reports what the stretch is worth when it ends before that revision without a violation. */
    public void judge(Findings findings, ControllerActivity controls, long end, String what) {
        if (acknowledged.isEmpty()) {
            findings.open(
                    what + " from resourceVersion " + begin.resourceVersion()
                            + " on, but the controller did not say that it had seen that spec",
                    begin);
            return;
        }
        Observation seen = acknowledged.get();
        if (controls.between(seen.resourceVersion(), end).isPresent()) {
            findings.judged();
        } else {
            findings.open(
                    what + ", but nothing shows that the controller was at work after it had seen the spec "
                            + Phrases.at(seen) + ": it created no pod of any StatefulSet",
                    begin,
                    seen);
        }
    }
}
