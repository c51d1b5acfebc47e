package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Follows which pods of a Parallel set are to be created, and which of them the controller left to be created after a pass. */
final class MissingPods {
    private final JudgingContext context;
    private final Passes passes = new Passes();
    /** The ordinals whose pod ended while the set wanted it, until another one is Ready. */
    private final Set<Integer> lost = new TreeSet<>();

    private String uid = "";

    /** Who is told. */
    interface Watcher {
        /**
         * The controller created a pod for the set.
         *
         * @param lost the ordinals whose pods were lost, until another one is Ready
         */
        void created(PodTransition turn, ReplayState before, Set<Integer> lost);

        /**
         * The controller ended a pass.
         *
         * @param missing the ordinals that have no pod although the set wants one
         * @param lost the ordinals whose pods were lost, until another one is Ready
         */
        void passed(Pass pass, List<Integer> missing, Set<Integer> lost);
    }

    MissingPods(JudgingContext context) {
        this.context = context;
    }

    void follow(Watcher watcher) {
        context.followEveryWrite((moment, before) -> {
            if (moment instanceof SetWritten written) {
                if (!uid.equals(written.at().object().uid())) {
                    uid = written.at().object().uid();
                    lost.clear();
                }
                passes.endedBy(written, before)
                        .ifPresent(pass -> watcher.passed(pass, pass.missing(), Set.copyOf(lost)));
            } else if (moment instanceof PodTransition turn) {
                take(turn, before, watcher);
            }
        });
    }

    private void take(PodTransition turn, ReplayState before, Watcher watcher) {
        switch (turn.turn()) {
            case CREATED -> {
                if (JudgingContext.createdForTheSet(turn, before)
                        && before.possible().stream().noneMatch(spec -> spec.ordered())) {
                    watcher.created(turn, before, Set.copyOf(lost));
                }
            }
            case HEALTHY -> lost.remove(turn.ordinal());
            case ENDING -> {
                boolean wanted = !before.possible().isEmpty()
                        && before.possible().stream().allMatch(spec -> spec.wants(turn.ordinal()));
                if (wanted) {
                    lost.add(turn.ordinal());
                } else {
                    lost.remove(turn.ordinal());
                }
            }
            default -> {
                // That it is there or gone is told by the situation.
            }
        }
    }
}
