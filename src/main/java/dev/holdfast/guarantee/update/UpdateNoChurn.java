package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The controller does not create a pod only to delete it: by one and the same spec, a pod is either wanted as it is created or not. A
 * pod that comes back at its existing version in the middle of an update is deleted when it is its turn, and not before.
 *
 * <p>Known deviation: Kubernetes 1.37 brings a lost pod of a Parallel set back at its existing version where {@code rollingUpdate} is not
 * set, takes it for a broken one that has to be updated at once, and so deletes it again. No upstream issue is known.
 */
public final class UpdateNoChurn extends Guarantee {
    public UpdateNoChurn() {
        super(Promise.of(
                        "update.no-churn",
                        "The controller MUST NOT create a Pod and, as long as the spec is the same, delete it again before it was Ready,"
                                + " unless the Pod ended by itself or it is its turn to be updated")
                .otherwise(
                        Harm.ROLLOUT,
                        "A member is created and torn down over and over, and holds its volume and its node")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates")
                .knownDeviation(
                        "where podManagementPolicy is Parallel and rollingUpdate is not set, a Pod that is lost in the middle of an"
                                + " update may be created at its existing version and deleted at once, and again, before it comes back at"
                                + " the new one"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Creations creations = new Creations(context);
        context.followPods(creations::take);
        return context.findings()
                .verdict(
                        "no pod was created and deleted again by the same spec before it was Ready",
                        "the controller created no pod of " + context.name() + " by a spec that is known");
    }

    /**
     * How a pod was created.
     *
     * @param spec the one spec by which the controller can have created it
     * @param turn whether it would have been its turn to be updated already
     */
    private record Creation(StatefulSetView spec, boolean turn) {}

    private static final class Creations {
        private final JudgingContext context;
        private final Map<Incarnation, Creation> created = new HashMap<>();

        Creations(JudgingContext context) {
            this.context = context;
        }

        void take(PodTransition turn, ReplayState before) {
            switch (turn.turn()) {
                case CREATED -> created(turn, before);
                case HEALTHY -> created.remove(turn.pod());
                case ENDING ->
                    Optional.ofNullable(created.remove(turn.pod()))
                            .filter(creation -> byTheSameSpec(creation, turn, before))
                            .ifPresent(creation -> judge(creation, turn, before));
                default -> {
                    // What becomes of it after that is not asked.
                }
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            boolean known = before.possible().size() == 1 && before.specsKnown();
            if (known && JudgingContext.createdForTheSet(turn, before)) {
                StatefulSetView spec = before.possible().get(0);
                context.findings().judged();
                created.put(turn.pod(), new Creation(spec, isTurn(spec, turn.ordinal(), before)));
            }
        }

        private boolean byTheSameSpec(Creation creation, PodTransition turn, ReplayState before) {
            DeletionActor actor = context.attribution().actor(turn.pod());
            return before.possible().size() == 1
                    && before.possible().get(0).generation() == creation.spec().generation()
                    && creation.spec().wants(turn.ordinal())
                    && actor == DeletionActor.CONTROLLER;
        }

        private void judge(Creation creation, PodTransition turn, ReplayState before) {
            StatefulSetView spec = creation.spec();
            DeletionReason reason = context.cause(turn, before);
            boolean update = reason == DeletionReason.UPDATE;
            boolean came = !creation.turn() && isTurn(spec, turn.ordinal(), before);
            // Who was given the label of another revision is to be updated.
            boolean relabelled =
                    !PodView.of(turn.at()).revision().equals(turn.pod().revision());
            if (relabelled
                    || (!update && reason != DeletionReason.NONE)
                    || (update && (came || context.revisions().of(spec).isEmpty()))) {
                return;
            }
            String sentence = Phrases.pod(turn.pod()) + ", created "
                    + Phrases.at(turn.pod().lifetime().first()) + ", was deleted by the controller "
                    + Phrases.at(turn.at())
                    + " before it was Ready, although the spec was the same";
            boolean deviation = update && !spec.ordered() && !spec.strategy().parameters();
            if (deviation) {
                context.findings()
                        .deviates(
                                sentence
                                        + ": it was created at its existing version, as Kubernetes does when rollingUpdate is not set,"
                                        + " and taken for a broken pod that has to be updated at once",
                                turn.pod().lifetime().first(),
                                turn.at());
            } else {
                context.broken(turn, before, sentence, turn.pod().lifetime().first(), turn.at());
            }
        }

        /** Whether all pods that a rolling update goes through before one are updated and Ready. */
        private boolean isTurn(StatefulSetView spec, int ordinal, ReplayState situation) {
            return situation.firstUnhealthy(ordinal + 1, spec.end()).isEmpty()
                    && !Rollout.outdated(context, situation, spec, ordinal + 1, spec.end());
        }
    }
}
