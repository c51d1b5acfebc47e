package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.ScaleDown;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Scaling;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When the first ordinal of a set is changed, the pods that are missing then are created, and those that are outside of its range then are
 * removed; none that stays is touched. With podManagementPolicy OrderedReady what is missing is there and Ready before anything is
 * removed, and both happen in order.
 *
 * <p>No sentence of the documentation says in which order the two happen; it follows from what it says about scaling, since the pods
 * that are wanted are the predecessors of those that are not.
 */
public final class OrdinalMove extends Guarantee {
    public OrdinalMove() {
        super(Promise.of(
                        "ordinal.move",
                        "When .spec.ordinals.start is changed, the Pods that are missing then MUST be created and the Pods outside of the"
                                + " range MUST be removed, with podManagementPolicy OrderedReady only after that and from the largest"
                                + " ordinal to the smallest, and no Pod that stays in the range MUST be touched")
                .otherwise(
                        Harm.AVAILABILITY,
                        "Moving members from one set to another takes down some that are to stay, or too many at once")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never had ordinals that begin above 0", spec -> spec.start() > 0));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new MovedRange(context).verdict();
    }

    private static final class MovedRange {
        private final JudgingContext context;
        private final Findings findings;
        private final UnhealthyPods unhealthy;
        private final List<String> moves = new ArrayList<>();
        private Optional<Scaling> moved = Optional.empty();

        MovedRange(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.unhealthy = new UnhealthyPods(context);
        }

        Verdict verdict() {
            if (context.scaled(Scaling::moves)) {
                ReplayState end = context.follow(this::written, this::take);
                moved.filter(move -> !finished(move, end)).ifPresent(move -> unfinished(move, end));
            }
            return findings.verdict(
                    "the pods that were missing were created and those outside of the range were removed when "
                            + context.name() + " was " + String.join(" and ", moves),
                    "the first ordinal of " + context.name() + " was not changed");
        }

        private void take(PodTransition turn, ReplayState before) {
            if (moved.isPresent()) {
                switch (turn.turn()) {
                    case CREATED -> created(turn, before, moved.get());
                    case ENDING -> ending(turn, before, moved.get());
                    default -> {}
                }
            }
        }

        private void written(Observation written, ReplayState before) {
            Optional<Scaling> scaling = Scaling.by(written, before);
            if (scaling.isPresent() || written.deleted() || written.object().terminating()) {
                moved.ifPresent(move -> finished(move, before));
                moved = scaling.filter(Scaling::moves);
            }
        }

        private boolean finished(Scaling move, ReplayState now) {
            StatefulSetView spec = move.after();
            boolean done = now.firstUnhealthy(spec.start(), spec.end()).isEmpty()
                    && move.lost().stream().noneMatch(now::exists);
            if (done) {
                moves.add(move.words());
                findings.judged();
            }
            return done;
        }

        private void created(PodTransition turn, ReplayState before, Scaling move) {
            if (!JudgingContext.createdForTheSet(turn, before) || !move.gained().contains(turn.ordinal())) {
                return;
            }
            skipped(turn.ordinal(), before)
                    .ifPresent(lower -> context.broken(
                            turn,
                            before,
                            Phrases.pod(turn.ordinal()) + " was created " + Phrases.at(turn.at()) + " before "
                                    + Phrases.pod(lower) + ", "
                                    + SkippedPod.of(context.set(), lower, turn.at())
                                            .words() + "; the set had been "
                                    + move.words(),
                            move.asked(),
                            turn.at()));
        }

        /** A lower ordinal that has no pod, by every spec and every state of the pods on which the controller may have acted. */
        private static Optional<Integer> skipped(int ordinal, ReplayState before) {
            Optional<Integer> skipped = Optional.empty();
            for (StatefulSetView spec : before.possible()) {
                if (spec.wants(ordinal)) {
                    OptionalInt lower =
                            spec.ordered() ? before.surelyMissing(spec.start(), ordinal) : OptionalInt.empty();
                    if (lower.isEmpty()) {
                        return Optional.empty();
                    }
                    skipped = Optional.of(lower.getAsInt());
                }
            }
            return skipped;
        }

        private void ending(PodTransition turn, ReplayState before, Scaling move) {
            if (move.keeps(turn.ordinal())) {
                kept(turn, before, move);
            } else if (!move.after().wants(turn.ordinal()) && unhealthy.scalesDown(turn, before)) {
                removed(turn, before, move);
            }
        }

        private void kept(PodTransition turn, ReplayState before, Scaling move) {
            if (context.cause(turn, before) == DeletionReason.NONE) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " although it is in the range before and afterwards; the set had been "
                                + move.words(),
                        move.asked(),
                        turn.at());
            }
        }

        private void removed(PodTransition turn, ReplayState before, Scaling move) {
            Optional<Integer> blocker = unhealthy.blocker(turn, before);
            if (blocker.isPresent()) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " while " + before.plight(blocker.get()) + "; the set had been " + move.words(),
                        move.asked(),
                        turn.at(),
                        before.evidence(blocker.get(), turn.at()));
                return;
            }
            OptionalInt higher = new ScaleDown.Step(
                            turn,
                            before,
                            move,
                            DeletionReason.SCALE_DOWN,
                            true,
                            true,
                            move.lost().size() > 1)
                    .standingSuccessor();
            if (higher.isPresent()) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " before " + Phrases.pod(higher.getAsInt()) + "; the set had been "
                                + move.words(),
                        move.asked(),
                        turn.at());
            }
        }

        private void unfinished(Scaling move, ReplayState end) {
            String was = "StatefulSet " + context.name() + " was " + move.words();
            Optional<WaitedInVain> inVain = WaitedInVain.after(context, move.asked());
            Optional<String> left = inVain.flatMap(wait -> left(move, end));
            if (left.isPresent()) {
                findings.broken(
                        was + ", but " + left.get() + ", "
                                + inVain.orElseThrow().words(),
                        move.asked(),
                        inVain.orElseThrow().control());
            } else {
                findings.open(was + ", and the recording ended before that was done", move.asked());
            }
        }

        /** What the controller has not begun although nothing is in its way, as a clause. */
        private Optional<String> left(Scaling move, ReplayState end) {
            StatefulSetView spec = move.after();
            OptionalInt missing = end.firstMissing(spec.start(), spec.end());
            if (missing.isPresent()) {
                return Optional.of(Phrases.pod(missing.getAsInt()) + " was not created")
                        .filter(words -> WaitedInVain.inTheWay(context, missing.getAsInt(), end)
                                .isEmpty());
            }
            boolean free = WaitedInVain.inTheWay(spec.end(), end).isEmpty()
                    && spec.minReadySeconds() == 0
                    && end.firstUnhealthy(spec.start(), spec.end()).isEmpty();
            return move.lost().stream()
                    .filter(ordinal -> free
                            && end.slot(ordinal).filter(slot -> slot.standing()).isPresent())
                    .reduce((lower, higher) -> higher)
                    .map(ordinal -> Phrases.pod(ordinal) + " was not removed");
        }

        private static String words(PodTransition turn) {
            return Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at());
        }
    }
}
