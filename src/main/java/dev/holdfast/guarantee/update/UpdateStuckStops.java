package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.UpdateDeletions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An update whose pod does not become Ready stops there. Unlike {@link UpdateWaitsReady} it passes only when such an update was seen
 * standing still: the controller was at work while the pod was not Ready, and others were still to be updated.
 */
public final class UpdateStuckStops extends RollingOrderGuarantee {
    public UpdateStuckStops() {
        super(Promise.of(
                        "update.stuck-stops",
                        "If the Pod template is updated to a configuration that never becomes Running and Ready, the StatefulSet MUST"
                                + " stop the rollout and wait")
                .otherwise(Harm.AVAILABILITY, "A version that cannot run takes down all members instead of one")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        UpdateDeletions.followOneByOne(context, step -> judge(step, context));
        new StandingStill(context).follow();
        return context.findings()
                .verdict(
                        "no other pod was updated while an updated one was not Ready and the controller was at work",
                        "no update of " + context.name() + " was seen standing still while the controller was at work");
    }

    private static void judge(UpdateDeletions.Step step, JudgingContext context) {
        OptionalInt stuck = step.byEverySpec(spec -> stuck(step, spec, context));
        if (stuck.isPresent()) {
            step.judge(context, stuck, ", so that the update did not stop");
        }
    }

    /** A pod of a higher ordinal that is updated and was never Ready by anything that the controller may have taken it for. */
    private static OptionalInt stuck(UpdateDeletions.Step step, StatefulSetView spec, JudgingContext context) {
        ReplayState before = step.before();
        String target = context.revisions().of(spec).orElse("");
        OptionalInt pod = before.firstUnhealthyOf(target, step.ordinal() + 1, spec.end());
        while (pod.isPresent()) {
            int ordinal = pod.getAsInt();
            boolean never = before.slot(ordinal)
                    .flatMap(slot -> slot.pod().firstReady())
                    .filter(ready -> ready.resourceVersion() < step.at().resourceVersion())
                    .isEmpty();
            boolean surely = before.unhealthyWhenDeleting(
                            step.ordinal(), ordinal, ordinal + 1, other -> context.asksAgain(other, spec))
                    .isPresent();
            if (never && surely) {
                return pod;
            }
            pod = before.firstUnhealthyOf(target, ordinal + 1, spec.end());
        }
        return pod;
    }

    /** Follows each pod that an update has made until it becomes Ready or ends. */
    private static final class StandingStill {
        private final JudgingContext context;
        private final ControllerActivity controls;
        private Optional<Incarnation> updated = Optional.empty();
        private Optional<QuietInterval> still = Optional.empty();

        StandingStill(JudgingContext context) {
            this.context = context;
            this.controls = ControllerActivity.of(context.set());
        }

        void follow() {
            context.followEveryWrite((written, before) -> written(written), this::take);
            end(Long.MAX_VALUE);
        }

        private void written(Observation written) {
            if (still.filter(stretch -> stretch.endsWith(written)).isPresent()) {
                end(written.resourceVersion());
            }
            still.ifPresent(stretch -> stretch.written(written));
            // What is written after the pod was made, so that its own creation is no sign of work.
            if (still.isEmpty() && updated.isPresent() && stands(written)) {
                still = Optional.of(new QuietInterval(written));
            }
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.CREATED) && updates(turn, before)) {
                end(turn.at().resourceVersion());
                updated = Optional.of(turn.pod());
            } else if (updated.filter(turn.pod()::equals).isPresent()) {
                end(turn.at().resourceVersion());
            } else if (turn.is(PodChange.ENDING)) {
                // What is replaced meanwhile, for whatever reason, is no update that stands still.
                end(turn.at().resourceVersion());
            }
        }

        private static boolean stands(Observation written) {
            return !written.deleted() && !written.object().terminating();
        }

        /** Whether an update made this pod, and has others left to update. */
        private boolean updates(PodTransition turn, ReplayState before) {
            StatefulSetView spec =
                    before.possible().size() == 1 ? before.possible().get(0) : null;
            return spec != null
                    && spec.strategy().rolling()
                    && Unavailability.one(spec)
                    && JudgingContext.createdForTheSet(turn, before)
                    && context.upToDate(turn.pod().revision(), spec)
                    && before.slot(turn.ordinal()).map(OrdinalState::pod).isPresent()
                    && Rollout.outdated(
                            context,
                            before,
                            spec,
                            spec.start() + spec.strategy().partition(),
                            turn.ordinal());
        }

        private void end(long resourceVersion) {
            if (still.filter(stretch -> stretch.worked(controls, resourceVersion))
                    .isPresent()) {
                context.findings().judged();
            }
            still = Optional.empty();
            updated = Optional.empty();
        }
    }
}
