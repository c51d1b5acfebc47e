package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MaxUnavailable;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * With OrderedReady the pods that an update takes down together come back one by one, the lowest ordinal first, and no other goes before
 * all of them are back.
 */
public final class UpdateMaxUnavailableOrdered extends Guarantee {
    public UpdateMaxUnavailableOrdered() {
        super(Promise.of(
                        "update.max-unavailable-ordered",
                        "With podManagementPolicy OrderedReady the Pods that an update takes down together MUST come back one by one"
                                + " from the lowest ordinal, each when the one before it is Running and Ready, and the next ones"
                                + " MUST NOT be taken down before all of them are")
                .otherwise(
                        Harm.AVAILABILITY,
                        "Members start before those that they have to join, or a broken version takes down one batch after"
                                + " the other")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods"
                                + " https://github.com/kubernetes/enhancements/issues/961"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen().or(() -> new MaxUnavailable(context)
                .never(" of more than 1 with podManagementPolicy OrderedReady", UpdateMaxUnavailableOrdered::several));
    }

    private static boolean several(StatefulSetView spec) {
        return spec.ordered() && Unavailability.allowed(spec) > 1;
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Batch batch = new Batch(context);
        context.followPods(batch::take);
        return context.findings()
                .verdict(
                        "pods that were taken down together came back one by one, and no other was taken down meanwhile",
                        "no two pods of " + context.name() + " were taken down together for an update");
    }

    /** The pods that were taken down together. */
    private static final class Batch {
        private final JudgingContext context;
        private final MaxUnavailable limit;
        /** Those that have not become Ready again. */
        private final TreeSet<Integer> down = new TreeSet<>();

        private int size;
        private String uid = "";

        Batch(JudgingContext context) {
            this.context = context;
            this.limit = new MaxUnavailable(context);
        }

        void take(PodTransition turn, ReplayState before) {
            String present = before.state().map(state -> state.object().uid()).orElse("");
            if (!present.equals(uid)) {
                uid = present;
                down.clear();
            }
            switch (turn.turn()) {
                case ENDING -> ending(turn, before);
                case CREATED -> created(turn, before);
                case HEALTHY -> {
                    if (down.remove(turn.ordinal()) && down.isEmpty() && size > 1) {
                        context.findings().judged();
                    }
                }
                default -> {
                    // What else becomes of a pod does not tell of the batch.
                }
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            boolean update = context.cause(turn, before) == DeletionReason.UPDATE
                    && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
            if (!update) {
                return;
            }
            List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
            if (!specs.stream().allMatch(spec -> several(spec) && limit.limits(spec, before))) {
                return;
            }
            // What was scaled away does not come back.
            down.removeIf(ordinal -> specs.stream().noneMatch(spec -> spec.wants(ordinal)));
            Optional<Integer> back = down.stream()
                    .filter(ordinal -> ordinal != turn.ordinal() && comingBack(ordinal, turn, before, specs))
                    .findFirst();
            back.ifPresent(ordinal -> context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while "
                            + before.plight(ordinal) + ", which had been taken down before it",
                    before.evidence(ordinal, turn.at()),
                    turn.at()));
            size = down.isEmpty() ? 1 : size + 1;
            down.add(turn.ordinal());
        }

        /** Whether a pod that was taken down is gone or has come back and is not Ready yet, as the controller knew. */
        private boolean comingBack(int ordinal, PodTransition turn, ReplayState before, List<StatefulSetView> specs) {
            boolean terminating = before.slot(ordinal)
                    .filter(slot -> before.exists(ordinal) && !slot.standing())
                    .isPresent();
            boolean goneUnheard = !before.exists(ordinal)
                    && before.slot(ordinal)
                            .flatMap(slot -> slot.pod().deleted())
                            .filter(before::heardOf)
                            .isEmpty();
            return !terminating
                    && !goneUnheard
                    && specs.stream().allMatch(spec -> spec.wants(ordinal))
                    && specs.stream().allMatch(spec -> before.unhealthyWhenDeleting(
                                    turn.ordinal(), ordinal, ordinal + 1, pod -> context.asksAgain(pod, spec))
                            .isPresent());
        }

        private void created(PodTransition turn, ReplayState before) {
            List<StatefulSetView> specs = before.possible().stream()
                    .filter(spec -> spec.wants(turn.ordinal()))
                    .toList();
            boolean asked = down.contains(turn.ordinal())
                    && JudgingContext.createdForTheSet(turn, before)
                    && !specs.isEmpty()
                    && specs.stream().allMatch(spec -> several(spec) && limit.limits(spec, before));
            Optional<Integer> lower = down.headSet(turn.ordinal()).stream()
                    .filter(ordinal ->
                            before.unhealthyWhenCreating(ordinal, ordinal + 1).isPresent())
                    .filter(ordinal -> specs.stream().allMatch(spec -> spec.wants(ordinal)))
                    .findFirst();
            if (asked && lower.isPresent()) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.ordinal()) + " was created " + Phrases.at(turn.at()) + " while "
                                + before.plight(lower.get()) + ", which had been taken down together with it",
                        before.evidence(lower.get(), turn.at()),
                        turn.at());
            }
        }
    }
}
