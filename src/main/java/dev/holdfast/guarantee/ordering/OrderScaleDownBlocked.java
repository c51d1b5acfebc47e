package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Scaling;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A set that is scaled down while one of its pods is not Ready keeps all of them until that one has recovered.
 *
 * <p>Known deviation: the controller waits for the pods that the set still wants, and not for those that are to go: it deletes one of
 * them that is not Ready, or one while another is not, as long as no pod before it is unhealthy.
 */
public final class OrderScaleDownBlocked extends OrderGuarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/36333";

    public OrderScaleDownBlocked() {
        super(Promise.of(
                        "order.scale-down-blocked",
                        "A StatefulSet MUST NOT be scaled down while any of its Pods is unhealthy: scaling down only takes place after"
                                + " those Pods become Running and Ready")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A cluster that has lost a member gives up another one, and may lose its quorum")
                .documentedAt("https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/#troubleshooting")
                .knownDeviation(
                        "where only Pods are unhealthy that are to be removed, they are removed without waiting for them",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new BlockedScaleDowns(context).verdict();
    }

    private static final class BlockedScaleDowns {
        private final JudgingContext context;
        private final ControllerActivity controls;
        private final UnhealthyPods unhealthy;
        /** The pods that have to become Ready before one is removed. */
        private final TreeSet<Integer> blockers = new TreeSet<>();

        private Optional<QuietInterval> blocked = Optional.empty();
        private Optional<Scaling> lowered = Optional.empty();

        BlockedScaleDowns(JudgingContext context) {
            this.context = context;
            this.controls = ControllerActivity.of(context.set());
            this.unhealthy = new UnhealthyPods(context);
        }

        Verdict verdict() {
            if (context.scaled(scaling -> !scaling.lost().isEmpty())) {
                context.followEveryWrite(this::written, this::take);
            }
            end(Long.MAX_VALUE);
            return context.findings()
                    .verdict(
                            "no pod was removed while a pod of the set was not Ready",
                            "StatefulSet " + context.name()
                                    + " was not scaled down while one of its pods was not Ready");
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.HEALTHY) && blockers.remove(turn.ordinal()) && freed()) {
                end(turn.at().resourceVersion());
            } else if (turn.is(PodChange.ENDING)) {
                ending(turn, before);
            }
        }

        private void written(Observation written, ReplayState before) {
            if (blocked.filter(still -> still.endsWith(written)).isPresent()) {
                end(written.resourceVersion());
            }
            blocked.ifPresent(still -> still.written(written));
            if (written.deleted() || written.object().terminating()) {
                lowered = Optional.empty();
            }
            Scaling.by(written, before).ifPresent(scaling -> {
                lowered = Optional.of(scaling).filter(down -> !down.lost().isEmpty());
                lowered.filter(down -> down.after().ordered()).ifPresent(down -> begin(down, before));
            });
        }

        private void begin(Scaling scaling, ReplayState before) {
            if (scaling.lost().stream().anyMatch(before::exists)) {
                blockers.addAll(unhealthy.blockers(scaling.after(), before));
            }
            if (!blockers.isEmpty()) {
                blocked = Optional.of(new QuietInterval(scaling.asked()));
            }
        }

        /** Whether nothing is left that keeps the controller from removing pods. */
        private boolean freed() {
            Scaling scaling = lowered.orElseThrow();
            // Of pods that are all to go, it is enough that one becomes Ready: the highest, or all before that.
            return blockers.isEmpty() || blockers.stream().noneMatch(scaling.after()::wants);
        }

        private void ending(PodTransition turn, ReplayState before) {
            if (lowered.isEmpty() || !unhealthy.scalesDown(turn, before)) {
                return;
            }
            Optional<Integer> wanted = unhealthy.blocker(turn, before);
            if (wanted.isPresent()) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at()) + " while "
                                + before.plight(wanted.get()) + "; the set had been "
                                + lowered.get().words(),
                        lowered.get().asked(),
                        turn.at(),
                        before.evidence(wanted.get(), turn.at()));
                return;
            }
            unhealthy.removed(turn, before).ifPresent(plight -> context.findings()
                    .deviates(
                            Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at()) + " while " + plight
                                    + ", as Kubernetes does where only pods are unhealthy that are to be removed ("
                                    + ISSUE
                                    + ")",
                            lowered.orElseThrow().asked(),
                            turn.at()));
        }

        private void end(long resourceVersion) {
            blocked.ifPresent(still -> still.judge(
                    context.findings(),
                    controls,
                    resourceVersion,
                    "no pod was removed while "
                            + (blockers.isEmpty() ? "one" : Phrases.pod(blockers.first()))
                            + " was not Ready"));
            blocked = Optional.empty();
            blockers.clear();
        }
    }
}
