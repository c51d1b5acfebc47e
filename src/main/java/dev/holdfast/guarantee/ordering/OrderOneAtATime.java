package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The controller changes one pod at a time: it begins nothing new while a pod that it created is not Ready yet, or one that it
 * deleted is not gone. Standing.
 */
public final class OrderOneAtATime extends Guarantee {
    public OrderOneAtATime() {
        super(Promise.of(
                        "order.one-at-a-time",
                        "With podManagementPolicy OrderedReady the controller MUST NOT change more than one Pod at any time")
                .otherwise(Harm.AVAILABILITY, "Two members are down at once, so that a quorum can be lost")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"
                                + " (podManagementPolicy)"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notOrdered().or(() -> Unavailability.severalAllowed(context));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new ControllerChanges(context).verdict();
    }

    /** A pod that the controller has created and that is not Ready yet, or that it has deleted and that is not gone. */
    private record Unfinished(PodTransition turn) {
        boolean deletes() {
            return turn.is(PodChange.ENDING);
        }

        String words() {
            String pod = Phrases.pod(turn.ordinal());
            return deletes()
                    ? pod + ", deleted " + Phrases.at(turn.at()) + ", was not gone"
                            + until(turn.pod().deleted())
                    : pod + ", created " + Phrases.at(turn.at()) + ", was not Ready"
                            + until(turn.pod().firstReady());
        }

        private static String until(Optional<Observation> end) {
            return end.map(observation -> " until resourceVersion " + observation.resourceVersion())
                    .orElse(" until the recording ended");
        }
    }

    private static final class ControllerChanges {
        private final JudgingContext context;
        private final Map<Integer, Unfinished> unfinished = new LinkedHashMap<>();
        /** The ordinals whose last pod was ended by others, or by itself: the next one has to replace it. */
        private final Set<Integer> lost = new HashSet<>();

        private int changes;

        ControllerChanges(JudgingContext context) {
            this.context = context;
        }

        Verdict verdict() {
            context.followPods(this::take);
            return context.findings()
                    .verdict(
                            changes + (changes == 1 ? " change was" : " changes were")
                                    + " made by the controller, never two at once",
                            "the controller created or deleted no pod of " + context.name());
        }

        private void take(PodTransition turn, ReplayState before) {
            switch (turn.turn()) {
                case CREATED -> created(turn, before);
                case HEALTHY -> finished(turn, PodChange.CREATED);
                case ENDING -> ending(turn, before);
                case GONE -> finished(turn, PodChange.ENDING);
                default -> {}
            }
        }

        private void finished(PodTransition turn, PodChange what) {
            Unfinished change = unfinished.get(turn.ordinal());
            if (change != null
                    && change.turn().pod() == turn.pod()
                    && change.turn().is(what)) {
                unfinished.remove(turn.ordinal());
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            if (!lost.remove(turn.ordinal()) && JudgingContext.createdForTheSet(turn, before)) {
                changes(turn, before);
            }
            unfinished.put(turn.ordinal(), new Unfinished(turn));
        }

        private void ending(PodTransition turn, ReplayState before) {
            unfinished.remove(turn.ordinal());
            DeletionReason cause = context.cause(turn, before);
            boolean controllers = context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
            if (!controllers || cause == DeletionReason.ENDED_ITSELF || mayBeReplaced(turn, before)) {
                lost.add(turn.ordinal());
                return;
            }
            if (cause == DeletionReason.RECREATE) {
                // All of these go at once, as the strategy says, and come back one at a time.
                return;
            }
            changes(turn, before);
            if (!turn.at().deleted()) {
                unfinished.put(turn.ordinal(), new Unfinished(turn));
            }
        }

        /** Whether the controller may have removed a pod that had ended by itself, though by another spec it would not want it. */
        private boolean mayBeReplaced(PodTransition turn, ReplayState before) {
            return !context.specsFor(DeletionReason.ENDED_ITSELF, turn, before).isEmpty();
        }

        private void changes(PodTransition turn, ReplayState before) {
            List<StatefulSetView> specs = before.possible();
            if (specs.isEmpty() || !specs.stream().allMatch(spec -> spec.ordered() && Unavailability.one(spec))) {
                return;
            }
            changes++;
            context.findings().judged();
            unfinished.values().stream()
                    .filter(other -> other.turn().ordinal() != turn.ordinal())
                    // Somebody may have given it another label, so that the set let it go.
                    .filter(other -> before.owns(other.turn().ordinal()))
                    .filter(other -> !mayTakeForFinished(other, turn, before))
                    .filter(other -> !(other.deletes() && scalesDown(turn, other, specs)))
                    // A pod that is created need not wait for its successors.
                    .filter(other -> other.deletes()
                            || turn.is(PodChange.ENDING)
                            || other.turn().ordinal() < turn.ordinal())
                    .filter(other -> (other.deletes() && turn.is(PodChange.ENDING)) || !condemned(other, specs))
                    .findFirst()
                    .ifPresent(other -> context.broken(
                            turn,
                            before,
                            Phrases.pod(turn.ordinal())
                                    + (turn.is(PodChange.ENDING) ? " was deleted " : " was created ")
                                    + Phrases.at(turn.at()) + " while " + other.words(),
                            other.turn().at(),
                            turn.at()));
        }

        /**
         * Whether the controller may have taken a change of its own for finished when it went on. It creates a pod when all predecessors
         * were healthy by what it may have heard; and what comes first when it deletes is the higher ordinal, so it would ask for the deletion of that
         * again, but not for that of a lower one, nor for one that the set was changed to want as it is.
         */
        private boolean mayTakeForFinished(Unfinished other, PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && !other.deletes()) {
                return mayTakeForReady(other.turn().ordinal(), turn, before);
            }
            if (turn.is(PodChange.ENDING)) {
                return !before.heardOf(other.turn().at())
                        && (other.turn().ordinal() < turn.ordinal() || goesPast(other, turn, before));
            }
            return before.possible().stream()
                    .anyMatch(spec -> before.unhealthyWhenCreating(spec.start(), turn.ordinal())
                            .isEmpty());
        }

        /** Whether the controller may have heard that a pod is Ready after it had made the next one of that name. */
        private boolean mayTakeForReady(int ordinal, PodTransition turn, ReplayState before) {
            return before.possible().stream().anyMatch(spec -> before.unhealthyWhenDeleting(
                            turn.ordinal(), ordinal, ordinal + 1, pod -> context.asksAgain(pod, spec))
                    .isEmpty());
        }

        /**
         * Whether the controller removes a pod before a lower one that the set does not want either: that one need not be there for it
         * any more, if it went for an update before the set was scaled.
         */
        private static boolean scalesDown(PodTransition turn, Unfinished lower, List<StatefulSetView> specs) {
            return turn.is(PodChange.ENDING)
                    && lower.turn().ordinal() < turn.ordinal()
                    && specs.stream()
                            .anyMatch(spec -> !spec.wants(turn.ordinal())
                                    && !spec.wants(lower.turn().ordinal()));
        }

        /** Whether a spec by which the controller deletes the one pod has it leave the other alone. */
        private boolean goesPast(Unfinished deletion, PodTransition turn, ReplayState before) {
            return before.possible().stream()
                    .filter(spec -> DeletionReason.by(spec, turn, context.revisions()) != DeletionReason.NONE)
                    .anyMatch(spec -> !context.asksAgain(deletion.turn().pod(), spec));
        }

        /**
         * Whether the controller need not wait: it goes on to delete what the set does not want any more although that never became
         * Ready, and creates what it wants although that is still going.
         */
        private static boolean condemned(Unfinished other, List<StatefulSetView> specs) {
            return specs.stream().anyMatch(spec -> !spec.wants(other.turn().ordinal()));
        }
    }
}
