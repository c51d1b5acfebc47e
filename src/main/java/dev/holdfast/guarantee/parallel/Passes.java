package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells from the writes of a set, one after the other, when the controller ended a {@link Pass} over it. */
final class Passes {
    /** The specs of the present set, by their generation. */
    private final Map<Long, Observation> specs = new HashMap<>();

    private String uid = "";

    /** The pass that ended with this write; empty when it ended none, or the set was not Parallel in it. */
    Optional<Pass> endedBy(SetWritten written, ReplayState before) {
        Observation state = written.at();
        StatefulSetView view = StatefulSetView.of(state);
        if (!state.object().uid().equals(uid)) {
            uid = state.object().uid();
            specs.clear();
        }
        specs.putIfAbsent(view.generation(), state);
        boolean status = !state.deleted()
                && !state.object().terminating()
                && before.state()
                        .filter(earlier -> earlier.object().uid().equals(uid))
                        .isPresent()
                && before.set().filter(view::statusDiffers).isPresent();
        return Optional.ofNullable(status ? specs.get(view.observedGeneration()) : null)
                .map(asked -> new Pass(state, asked, before))
                .filter(pass -> !pass.spec().ordered());
    }
}
