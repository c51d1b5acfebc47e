package dev.holdfast.guarantee;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * A stretch in which a set must be left alone, from the spec that says so on. It counts only when the controller acknowledged that
 * spec and was seen at work afterwards: it created a pod of any set of the namespace (see {@link ControllerActivity}), or it acknowledged two
 * further specs of this very set that ask for nothing else. Each of these shows that the controller went over the set from the
 * beginning to the end; two, since its watch of the pods may be behind that of the sets.
 */
public final class QuietInterval {
    private static final int LOOKS = 2;

    private final Observation begin;
    private final StatefulSetView spec;
    private Optional<Observation> acknowledged = Optional.empty();
    private long looked;
    private int looks;

    /** A stretch that begins with a state of the set. */
    public QuietInterval(Observation begin) {
        this.begin = begin;
        this.spec = StatefulSetView.of(begin);
        written(begin);
    }

    /** The state of the set that it begins with. */
    public Observation begin() {
        return begin;
    }

    /** Whether that state of the set belongs to another spec, which may ask for something else. */
    public boolean endsWith(Observation written) {
        return written.deleted()
                || written.object().terminating()
                || !written.object().uid().equals(begin.object().uid())
                || !StatefulSetView.of(written).asksForTheSame(spec);
    }

    /** Takes a later state of the set. */
    public void written(Observation state) {
        long observed = StatefulSetView.of(state).observedGeneration();
        if (observed < spec.generation()) {
            return;
        }
        if (acknowledged.isEmpty()) {
            acknowledged = Optional.of(state);
            // Any of the specs that ask for the same may be the first that is acknowledged, and it counts once.
            looked = observed;
        } else if (observed > looked) {
            looked = observed;
            looks++;
        }
    }

    /** Whether the controller was shown to go over this very set in it. */
    public boolean looked() {
        return acknowledged.isPresent() && looks >= LOOKS;
    }

    /** Whether the controller was shown at work in it, before that revision. */
    public boolean worked(ControllerActivity controls, long end) {
        return looked()
                || acknowledged
                        .flatMap(seen -> controls.between(seen.resourceVersion(), end))
                        .isPresent();
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
        if (worked(controls, end)) {
            findings.judged();
        } else {
            findings.open(
                    what + ", but nothing shows that the controller was at work after it had seen the spec "
                            + Phrases.at(seen)
                            + ": it created no pod of any StatefulSet, and acknowledged no further spec of"
                            + " this one",
                    begin,
                    seen);
        }
    }
}
