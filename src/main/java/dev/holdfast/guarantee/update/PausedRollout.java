package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * Follows the stretches in which a set has pods of an older template and its spec holds their update back. The controller may then
 * delete none of them; see {@link QuietInterval} for what it takes that a stretch counts.
 */
abstract class PausedRollout {
    private final JudgingContext context;
    private final PodVersions versions;
    private final ControllerActivity controls;
    private Optional<QuietInterval> still = Optional.empty();

    PausedRollout(JudgingContext context) {
        this.context = context;
        this.versions = new PodVersions(context);
        this.controls = ControllerActivity.of(context.set());
    }

    /** Whether with that state of the set such a stretch begins. */
    abstract boolean begins(StatefulSetView now, ReplayState before);

    /** Why no pod may be deleted, to follow "although". */
    abstract String reason();

    /** A pod was created, be it in such a stretch or not. */
    abstract void created(PodTransition turn, ReplayState before, StatefulSetView spec);

    /** Goes through the history and reports to the findings of the context. */
    final void follow() {
        context.followEveryWrite(this::written, this::take);
        end(Long.MAX_VALUE);
    }

    final JudgingContext context() {
        return context;
    }

    final PodVersions versions() {
        return versions;
    }

    /** Whether such a stretch lasts. */
    final boolean lasts() {
        return still.isPresent();
    }

    private void take(PodTransition turn, ReplayState before) {
        Optional<StatefulSetView> spec = before.possible().size() == 1 ? before.set() : Optional.empty();
        if (turn.is(PodChange.CREATED)) {
            spec.ifPresent(known -> created(turn, before, known));
        } else if (turn.is(PodChange.ENDING) && still.isPresent()) {
            ending(turn, before);
        }
    }

    private void written(Observation written, ReplayState before) {
        if (still.filter(stretch -> stretch.endsWith(written)).isPresent()) {
            end(written.resourceVersion());
        }
        boolean other = !written.deleted()
                && before.set()
                        .map(view -> !view.asksForTheSame(StatefulSetView.of(written)))
                        .orElse(true);
        if (other && begins(StatefulSetView.of(written), before)) {
            still = Optional.of(new QuietInterval(written));
        }
        still.ifPresent(stretch -> stretch.written(written));
    }

    private void ending(PodTransition turn, ReplayState before) {
        if (context.cause(turn, before) == DeletionReason.NONE) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at()) + " although " + reason(),
                    still.orElseThrow().begin(),
                    turn.at());
        }
    }

    private void end(long resourceVersion) {
        still.ifPresent(stretch ->
                stretch.judge(context.findings(), controls, resourceVersion, "no pod was deleted, and " + reason()));
        still = Optional.empty();
    }
}
