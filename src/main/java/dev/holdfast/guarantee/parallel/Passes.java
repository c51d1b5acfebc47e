package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.OldPods;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Tells from the writes of a set, one after the other, when the controller ended a {@link Pass} over it. */
final class Passes {
    /** The specs of the present set, by their generation. */
    private final Map<Long, Observation> specs = new HashMap<>();

    private String uid = "";

    /**
     * Goes through the history of a set.
     *
     * @param passed gets each pass that the controller ended
     * @param pods gets what becomes of the pods meanwhile
     */
    static void follow(JudgingContext context, Consumer<Pass> passed, BiConsumer<PodTransition, ReplayState> pods) {
        Passes passes = new Passes();
        context.followEveryWrite(
                (written, before) -> passes.endedBy(written, before).ifPresent(passed), pods);
    }

    /**
     * The pass that ended with this write; empty when it ended none, or the set was not Parallel in it, or it ended early to wait for pods
     * of another version, as the strategy Recreate says.
     */
    Optional<Pass> endedBy(Observation state, ReplayState before) {
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
                .filter(pass -> !pass.spec().ordered())
                .filter(pass -> !OldPods.awaited(pass.spec(), view.updateRevision(), before));
    }
}
