package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the pods of a Parallel set that are to be created: whether one was created that did not wait for another, and whether the
 * controller left one out in a pass. Such a pod with no other left out is a launch that was right.
 */
final class Launches {
    private final JudgingContext context;
    private final Expectation expectation;
    private final Passes passes = new Passes();
    /** The ordinals whose pod ended while the set wanted it, until another one is Ready. */
    private final Set<Integer> lost = new TreeSet<>();

    private final Set<Integer> early = new TreeSet<>();
    private final Set<Integer> reported = new TreeSet<>();
    private boolean begun;
    private String uid = "";

    /** Which pods are not to wait for which others. */
    interface Expectation {
        /**
         * Whether a pod that the controller created did not wait for another one for which it was not to wait.
         *
         * @param lost the ordinals whose pods were lost, until another one is Ready
         */
        boolean early(PodTransition turn, ReplayState before, Set<Integer> lost);

        /** Which of the ordinals that have no pod after a pass, although the set wants one, were to be launched with others. */
        List<Integer> due(List<Integer> missing, Set<Integer> lost);

        /** Whether there is another pod for which one that was left out may have waited. */
        boolean mayWait(Set<Integer> lost);

        /** Judges that some of these were left out in a pass, for the first time since they had a pod. */
        void leftOut(Pass pass, List<Integer> left, Set<Integer> lost);
    }

    private Launches(JudgingContext context, Expectation expectation) {
        this.context = context;
        this.expectation = expectation;
    }

    /** Goes through the history of a set, and tells the ordinals that did not wait. */
    static Set<Integer> follow(JudgingContext context, Expectation expectation) {
        Launches launches = new Launches(context, expectation);
        context.followEveryWrite(launches::written, launches::take);
        return launches.early;
    }

    private void written(Observation written, ReplayState before) {
        if (!uid.equals(written.object().uid())) {
            uid = written.object().uid();
            lost.clear();
        }
        passes.endedBy(written, before).ifPresent(this::passed);
    }

    private void passed(Pass pass) {
        List<Integer> left = expectation.due(pass.missing(), lost);
        if (left.isEmpty() && begun) {
            context.findings().judged();
            begun = false;
        } else if (!left.isEmpty() && expectation.mayWait(lost) && reported.addAll(left)) {
            expectation.leftOut(pass, left, lost);
        }
    }

    private void take(PodTransition turn, ReplayState before) {
        switch (turn.turn()) {
            case CREATED -> {
                if (JudgingContext.createdForTheSet(turn, before)
                        && before.possible().stream().noneMatch(spec -> spec.ordered())) {
                    created(turn, before);
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

    private void created(PodTransition turn, ReplayState before) {
        reported.remove(turn.ordinal());
        if (expectation.early(turn, before, lost)) {
            early.add(turn.ordinal());
            begun = true;
        }
    }
}
