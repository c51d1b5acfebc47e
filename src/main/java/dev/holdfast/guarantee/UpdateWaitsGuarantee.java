package dev.holdfast.guarantee;

import dev.holdfast.guarantee.Availability.Answer;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A promise that an update goes on only when the pods that it has updated are available. A pod is updated too early while as many are
 * unavailable as may be, of which one was updated and has not been Ready for minReadySeconds yet.
 */
public abstract class UpdateWaitsGuarantee extends MinReadyGuarantee {
    protected UpdateWaitsGuarantee(Promise promise) {
        super(promise);
    }

    @Override
    protected final boolean concerns(StatefulSetView spec) {
        return spec.strategy().rolling() && ofThatPolicy(spec);
    }

    /** Whether a spec has the podManagementPolicy that this is about. */
    protected abstract boolean ofThatPolicy(StatefulSetView spec);

    /** Whether it is asked what the controller did, since it must have known what it had to wait for. */
    protected abstract boolean asked(PodTransition update, Availability availability, int seconds);

    /** The lowest ordinal whose pod has to be available. */
    protected abstract int from(JudgingContext context, PodTransition update, StatefulSetView spec);

    @Override
    protected final Verdict judge(JudgingContext context) {
        List<Integer> updated = new ArrayList<>();
        context.followUpdates((turn, before) -> {
            if (right(context, turn, before)) {
                context.findings().judged();
                updated.add(turn.ordinal());
            }
        });
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(updated) + " were updated when those updated before were available",
                        "no pod of " + context.name()
                                + " was updated after another one, or nobody says since when that was Ready");
    }

    /** Whether a pod was updated when others that were updated had been Ready for long enough. */
    private boolean right(JudgingContext context, PodTransition turn, ReplayState before) {
        List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
        int seconds = seconds(specs);
        Availability availability = Availability.whenDeleting(turn, before);
        if (seconds == 0 || !specs.stream().allMatch(this::ofThatPolicy) || !asked(turn, availability, seconds)) {
            return false;
        }
        List<Step> steps = specs.stream()
                .map(spec -> new Step(context, turn, before, spec, availability, seconds, from(context, turn, spec)))
                .toList();
        Optional<Integer> early = early(steps, EnumSet.of(Answer.TOO_SHORT));
        Optional<Integer> doubt = early(steps, EnumSet.of(Answer.TOO_SHORT, Answer.IN_DOUBT));
        String sentence = Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while ";
        if (early.isPresent()) {
            int pod = early.get();
            context.broken(
                    turn, before, sentence + availability.words(pod, seconds), availability.since(pod), turn.at());
        } else if (doubt.isPresent()) {
            int pod = doubt.get();
            context.findings()
                    .open(
                            sentence + availability.words(pod, seconds) + Availability.doubt(),
                            availability.since(pod),
                            turn.at());
        }
        return doubt.isEmpty() && steps.stream().anyMatch(step -> step.updated(EnumSet.of(Answer.ENOUGH)));
    }

    /** A pod that keeps the step from being right by each of the specs; empty when it is right by one of them. */
    private static Optional<Integer> early(List<Step> steps, Set<Answer> answers) {
        return steps.stream().allMatch(step -> step.early(answers).isPresent())
                ? steps.get(steps.size() - 1).early(answers)
                : Optional.empty();
    }

    /** A deletion for an update by one of the specs by which the controller may have acted. */
    private record Step(
            JudgingContext context,
            PodTransition turn,
            ReplayState before,
            StatefulSetView spec,
            Availability availability,
            int seconds,
            int from) {

        /** An updated pod of which one of the answers is true, where as many pods are unavailable as may be. */
        Optional<Integer> early(Set<Answer> answers) {
            List<Integer> unavailable = others().filter(
                            ordinal -> answers.contains(availability.answer(ordinal, seconds)) || unhealthy(ordinal))
                    .boxed()
                    .toList();
            return unavailable.size() < Unavailability.allowed(spec)
                    ? Optional.empty()
                    : unavailable.stream()
                            .filter(ordinal ->
                                    isUpdated(ordinal) && answers.contains(availability.answer(ordinal, seconds)))
                            .findFirst();
        }

        boolean updated(Set<Answer> answers) {
            return others().anyMatch(
                            ordinal -> isUpdated(ordinal) && answers.contains(availability.answer(ordinal, seconds)));
        }

        private IntStream others() {
            return IntStream.range(from, spec.end()).filter(ordinal -> ordinal != turn.ordinal());
        }

        private boolean isUpdated(int ordinal) {
            return context.revisions()
                    .of(spec)
                    .filter(target -> before.slot(ordinal)
                            .filter(slot -> slot.pod().revision().equals(target))
                            .isPresent())
                    .isPresent();
        }

        /** Whether the pod of an ordinal was not Ready by whatever the controller may have taken it for. */
        private boolean unhealthy(int ordinal) {
            return before.unhealthyWhenDeleting(
                            turn.ordinal(), ordinal, ordinal + 1, pod -> context.asksAgain(pod, spec))
                    .isPresent();
        }
    }
}
