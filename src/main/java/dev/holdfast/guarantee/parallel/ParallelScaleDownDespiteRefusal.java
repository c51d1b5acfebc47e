package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pods that a Parallel set does not want any more are removed although one that it wants cannot be created, since its name is that of
 * a pod of somebody else.
 *
 * <p>Known deviation: the controller ends its pass with the creations of which one was refused, and removes nothing in it
 * (kubernetes/kubernetes#140858). Where no pod is removed although none was refused, the promise is broken; that one waits for
 * another is judged by {@link ParallelBurstDown}.
 */
public final class ParallelScaleDownDespiteRefusal extends ParallelGuarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/140858";

    public ParallelScaleDownDespiteRefusal() {
        super(Promise.of(
                        "parallel.scale-down-despite-refusal",
                        "With podManagementPolicy Parallel all Pods MUST be terminated in parallel: a Pod that cannot be created MUST NOT"
                                + " keep those that are not wanted any more from being removed")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A set cannot be made smaller while it lacks what its members need, such as a quota")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management")
                .alsoSeenIn(Kinds.CLAIM)
                .knownDeviation(
                        "as long as a Pod that is wanted cannot be created, no Pod beyond the replicas is removed",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Removals removals = new Removals(context);
        Passes.follow(context, removals::passed, removals::turn);
        return context.findings()
                .verdict(
                        "the pods that were not wanted any more were removed although another one could not be created",
                        "no pod of " + context.name() + " was to be removed while another one could not be created");
    }

    private static final class Removals {
        private final JudgingContext context;
        private final Hindrances hindrances;
        private final Set<String> reported = new HashSet<>();
        private boolean removed;

        Removals(JudgingContext context) {
            this.context = context;
            this.hindrances = new Hindrances(context);
        }

        void turn(PodTransition turn, ReplayState before) {
            removed |= turn.is(PodChange.ENDING) && context.cause(turn, before) == DeletionReason.SCALE_DOWN;
        }

        void passed(Pass pass) {
            List<Integer> refused = hindrances.refused(pass);
            List<Incarnation> left = pass.unwanted();
            if (left.isEmpty() && removed && !refused.isEmpty()) {
                context.findings().judged();
            }
            removed = false;
            if (!left.isEmpty() && hindrances.taken(pass).equals(refused) && !anotherIsGoing(pass)) {
                left(pass, left.get(0), refused);
            }
        }

        /** Whether a pod that the spec does not want is about to end, so that the next one may wait for it. */
        private boolean anotherIsGoing(Pass pass) {
            return context.set().ordinals().stream()
                    .filter(ordinal -> !pass.spec().wants(ordinal))
                    .filter(pass.situation()::exists)
                    .anyMatch(ordinal ->
                            !pass.situation().slot(ordinal).orElseThrow().standing());
        }

        private void left(Pass pass, Incarnation pod, List<Integer> refused) {
            String sentence = Phrases.pod(pod.ordinal()) + ", which the set did not want any more, was not deleted "
                    + pass.words();
            Optional<Observation> control =
                    hindrances.control(pass).filter(seen -> !hindrances.beyondNames(pass, seen));
            if (control.isEmpty()) {
                return;
            }
            if (!refused.isEmpty()) {
                context.findings()
                        .deviates(
                                sentence + ", while " + Phrases.pod(refused.get(0))
                                        + " could not be created, since its name was that of a pod that is not the set's ("
                                        + ISSUE + ")",
                                pass.status(),
                                control.get());
            } else if (reported.add(pod.uid())) {
                context.findings()
                        .broken(
                                sentence + ", although no pod was refused and it was at work: "
                                        + Phrases.created(control.get()),
                                pass.status(),
                                control.get());
            }
        }
    }
}
