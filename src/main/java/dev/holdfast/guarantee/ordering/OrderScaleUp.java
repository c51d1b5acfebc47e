package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
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
import java.util.TreeSet;

/** Scaling up adds pods above those that exist, lowest ordinal first, and touches none of those. */
public final class OrderScaleUp extends OrderGuarantee {
    public OrderScaleUp() {
        super(Promise.of(
                        "order.scale-up",
                        "When a StatefulSet is scaled up, the additional Pods MUST be created sequentially in the order of their"
                                + " ordinals, and the Pods that exist MUST stay as they are")
                .otherwise(
                        Harm.AVAILABILITY, "Members join at once or out of order, or members that serve are disturbed")
                .documentedAt(
                        "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#scaling-up"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new AddedPods(context).verdict();
    }

    private static final class AddedPods {
        private final JudgingContext context;
        private final Findings findings;
        private final TreeSet<Integer> missing = new TreeSet<>();
        private final List<Integer> added = new ArrayList<>();
        private Optional<Scaling> raised = Optional.empty();
        private int wantedSoFar = -1;

        AddedPods(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            if (context.scaled(scaling -> !scaling.gained().isEmpty())) {
                ReplayState end = context.follow(this::written, this::take);
                raised.filter(scaling -> !missing.isEmpty()).ifPresent(scaling -> unfinished(scaling, end));
            }
            return findings.verdict(
                    "scaling up created the pods " + Phrases.list(added) + " in this order and touched no other",
                    "StatefulSet " + context.name() + " was not scaled up");
        }

        private void unfinished(Scaling scaling, ReplayState end) {
            int next = missing.first();
            String scaled = "StatefulSet " + context.name() + " was " + scaling.words();
            Optional<WaitedInVain> inVain = WaitedInVain.after(context, scaling.asked())
                    .filter(wait -> !end.exists(next)
                            && WaitedInVain.inTheWay(context, next, end).isEmpty());
            if (inVain.isPresent()) {
                findings.broken(
                        scaled + ", but " + Phrases.pod(next) + " was not created, "
                                + inVain.get().words(),
                        scaling.asked(),
                        inVain.get().control());
            } else {
                findings.open(
                        scaled + ", and the recording ended before " + Phrases.pod(next) + " was Ready",
                        scaling.asked());
            }
        }

        private void take(PodTransition turn, ReplayState before) {
            if (raised.isPresent()) {
                switch (turn.turn()) {
                    case CREATED -> created(turn, before);
                    case HEALTHY -> missing.remove(turn.ordinal());
                    case ENDING -> ending(turn, before);
                    default -> {}
                }
            }
        }

        private void written(Observation written, ReplayState before) {
            Scaling.by(written, before).ifPresent(scaling -> {
                missing.clear();
                missing.addAll(scaling.gained());
                raised = missing.isEmpty() ? Optional.empty() : Optional.of(scaling);
            });
            wantedSoFar = Math.max(wantedSoFar, StatefulSetView.of(written).end() - 1);
            if (written.deleted()) {
                raised = Optional.empty();
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            if (!JudgingContext.createdForTheSet(turn, before)) {
                return;
            }
            int ordinal = turn.ordinal();
            Scaling scaling = raised.orElseThrow();
            if (ordinal > wantedSoFar) {
                context.broken(
                        turn,
                        before,
                        words(turn) + ", but StatefulSet " + context.name()
                                + " had never wanted more than the ordinals up to " + wantedSoFar,
                        scaling.asked(),
                        turn.at());
                return;
            }
            if (!missing.contains(ordinal)) {
                return;
            }
            OptionalInt skipped = skipped(ordinal, before);
            if (skipped.isPresent()) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " before " + Phrases.pod(skipped.getAsInt()) + ", "
                                + SkippedPod.of(context.set(), skipped.getAsInt(), turn.at())
                                        .words()
                                + "; the set had been " + scaling.words(),
                        scaling.asked(),
                        turn.at());
                return;
            }
            added.add(ordinal);
            findings.judged();
        }

        /** A lower ordinal that has no pod, by every spec and every state of the pods on which the controller may have acted. */
        private static OptionalInt skipped(int ordinal, ReplayState before) {
            OptionalInt skipped = OptionalInt.empty();
            for (StatefulSetView spec : before.possible()) {
                if (spec.wants(ordinal)) {
                    skipped = spec.ordered() ? before.surelyMissing(spec.start(), ordinal) : OptionalInt.empty();
                    if (skipped.isEmpty()) {
                        return skipped;
                    }
                }
            }
            return skipped;
        }

        private static String words(PodTransition creation) {
            return Phrases.pod(creation.ordinal()) + " was created " + Phrases.at(creation.at());
        }

        // What the scale-up before this one, or this one's end, may have caused does not count.
        private void ending(PodTransition turn, ReplayState before) {
            Scaling scaling = raised.orElseThrow();
            if (missing.isEmpty() || !scaling.keeps(turn.ordinal())) {
                return;
            }
            DeletionReason cause = context.cause(turn, before);
            if (cause == DeletionReason.NONE || (cause == DeletionReason.UPDATE && knowsOf(scaling, turn, before))) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                                + " although scaling up has nothing to do with it; the set had been " + scaling.words(),
                        scaling.asked(),
                        turn.at());
            }
        }

        /**
         * Whether the controller has seen that the set was scaled and not all pods are there, and the set promises to add its pods
         * first.
         */
        private boolean knowsOf(Scaling scaling, PodTransition ending, ReplayState before) {
            return before.possible().stream()
                    .allMatch(spec -> spec.ordered()
                            && spec.generation() >= scaling.after().generation()
                            && before.unhealthyWhenDeleting(
                                            ending.ordinal(),
                                            spec.start(),
                                            spec.end(),
                                            pod -> context.asksAgain(pod, spec))
                                    .isPresent());
        }
    }
}
