package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Parallel set whose update got stuck goes on when its template is mended. The documentation asks for a deletion by hand with
 * OrderedReady only. Kubernetes 1.35.0 to 1.35.3 do not keep this (kubernetes/kubernetes#137409).
 */
public final class ParallelHeals extends ParallelGuarantee {
    public ParallelHeals() {
        super(Promise.of(
                        "parallel.heals",
                        "With podManagementPolicy Parallel, when the template is changed to a working one after an update that got"
                                + " stuck, the controller MUST replace the Pods that never became Ready without manual intervention")
                .otherwise(
                        Harm.ROLLOUT,
                        "A bad version stays until somebody deletes its members by hand, although it was taken back")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Mending mending = new Mending(context);
        Passes.follow(context, mending::passed, mending::turn);
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(mending.healed)
                                + ", which had never become Ready, were replaced after the template was changed",
                        "no pod of " + context.name() + " got stuck in an update and was replaced by a later one");
    }

    private static final class Mending {
        private final JudgingContext context;
        private final Omissions omissions;
        /** The ordinals whose pod never was Ready when it was updated, until another one is. */
        private final Set<Integer> replaced = new HashSet<>();

        private final List<Integer> healed = new ArrayList<>();
        private final Set<String> reported = new HashSet<>();

        Mending(JudgingContext context) {
            this.context = context;
            this.omissions = new Omissions(context);
        }

        void turn(PodTransition turn, ReplayState before) {
            switch (turn.turn()) {
                case ENDING -> ending(turn, before);
                case HEALTHY -> {
                    if (replaced.remove(turn.ordinal())) {
                        healed.add(turn.ordinal());
                        context.findings().judged();
                    }
                }
                default -> {
                    // Only what is updated and what becomes Ready tells.
                }
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            boolean update = context.cause(turn, before) == DeletionReason.UPDATE
                    && context.specsFor(DeletionReason.UPDATE, turn, before).stream()
                            .noneMatch(StatefulSetView::ordered);
            if (update && turn.pod().firstReady().isEmpty()) {
                replaced.add(turn.ordinal());
            } else {
                replaced.remove(turn.ordinal());
            }
        }

        void passed(Pass pass) {
            String target = StatefulSetView.of(pass.status()).updateRevision();
            StatefulSetView spec = pass.spec();
            if (!spec.strategy().rolling() || spec.minReadySeconds() > 0 || target.isEmpty()) {
                return;
            }
            for (int ordinal = spec.end() - 1;
                    ordinal >= spec.start() + spec.strategy().partition();
                    ordinal--) {
                Optional<Incarnation> stuck = StuckPod.of(pass.situation(), ordinal, target, pass.status())
                        .filter(pod -> pod.lifetime().first().resourceVersion()
                                < pass.asked().resourceVersion());
                if (stuck.isPresent()) {
                    stuck.filter(pod -> reported.add(pod.uid())).ifPresent(pod -> left(pass, pod));
                    return;
                }
                if (!updated(ordinal, target, pass)) {
                    return;
                }
            }
        }

        /** Whether the controller knows that the pod of an ordinal is updated and Ready, so that it goes on below it. */
        private static boolean updated(int ordinal, String target, Pass pass) {
            ReplayState situation = pass.situation();
            return situation.healthy(ordinal)
                    && situation
                            .slot(ordinal)
                            .map(slot -> slot.pod())
                            .filter(pod -> pod.revision().equals(target))
                            .map(pod -> pod.ready().get(pod.ready().size() - 1).from())
                            .filter(situation::heardOf)
                            .isPresent();
        }

        private void left(Pass pass, Incarnation pod) {
            omissions.notDeleted(
                    pass,
                    Phrases.pod(pod) + ", which had never been Ready, was not deleted " + pass.words()
                            + " with the template that was changed " + Phrases.at(pass.asked()),
                    pod.lifetime().first(),
                    pass.asked());
        }
    }
}
