package dev.holdfast.guarantee;

import dev.holdfast.history.Moment;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Moment.SetWritten;
import dev.holdfast.history.Moment.Turn;
import dev.holdfast.history.Observation;
import dev.holdfast.history.StatefulSetView;
import java.util.Optional;

/**
 * Follows the stretches in which a set has pods of an older template and its spec holds their update back. The controller may then
 * delete none of them; see {@link Stillness} for what it takes that a stretch counts.
 */
abstract class HeldBack {
    private final Matter matter;
    private final Versions versions;
    private final Controls controls;
    private Optional<Stillness> still = Optional.empty();

    HeldBack(Matter matter) {
        this.matter = matter;
        this.versions = new Versions(matter);
        this.controls = Controls.of(matter.history(), matter.subject());
    }

    /** Whether with that state of the set such a stretch begins. */
    abstract boolean begins(StatefulSetView now, Situation before);

    /** Why no pod may be deleted, to follow "although". */
    abstract String reason();

    /** A pod was created, be it in such a stretch or not. */
    abstract void created(PodTurn turn, StatefulSetView spec);

    /** Goes through the history and reports to the findings of the matter. */
    final void follow() {
        matter.follow(this::take);
        end(Long.MAX_VALUE);
    }

    final Matter matter() {
        return matter;
    }

    final Versions versions() {
        return versions;
    }

    /** Whether such a stretch lasts. */
    final boolean lasts() {
        return still.isPresent();
    }

    private void take(Moment moment, Situation before) {
        if (moment instanceof SetWritten written) {
            written(written.at(), before);
        } else if (moment instanceof PodTurn turn) {
            Optional<StatefulSetView> spec = before.possible().size() == 1 ? before.set() : Optional.empty();
            if (turn.is(Turn.CREATED)) {
                spec.ifPresent(known -> created(turn, known));
            } else if (turn.is(Turn.ENDING) && still.isPresent()) {
                ending(turn, before);
            }
        }
    }

    private void written(Observation written, Situation before) {
        if (still.filter(stretch -> stretch.endsWith(written)).isPresent()) {
            end(written.resourceVersion());
        }
        boolean other = !written.deleted()
                && before.set()
                        .map(view ->
                                view.generation() != StatefulSetView.of(written).generation())
                        .orElse(true);
        if (other && begins(StatefulSetView.of(written), before)) {
            still = Optional.of(new Stillness(written));
        }
        still.ifPresent(stretch -> stretch.written(written));
    }

    private void ending(PodTurn turn, Situation before) {
        if (matter.cause(turn, before) == Cause.NONE) {
            matter.findings()
                    .broken(
                            Words.pod(turn.pod()) + " was deleted " + Words.at(turn.at()) + " although " + reason(),
                            still.orElseThrow().begin(),
                            turn.at());
        }
    }

    private void end(long resourceVersion) {
        still.ifPresent(stretch ->
                stretch.judge(matter.findings(), controls, resourceVersion, "no pod was deleted, and " + reason()));
        still = Optional.empty();
    }
}
