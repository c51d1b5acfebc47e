package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MaxUnavailable;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Pods that an update does not reach, since they are below the partition, count as well when they are unavailable. */
public final class UpdateMaxUnavailableRange extends Guarantee {
    public UpdateMaxUnavailableRange() {
        super(
                Promise.of(
                                "update.max-unavailable-range",
                                "maxUnavailable MUST apply to all Pods in the range 0 to replicas - 1: an unavailable Pod below the partition"
                                        + " is counted, too")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "An update takes a member away although others are down that it does not reach")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen().or(() -> new MaxUnavailable(context)
                .never(" with a partition", spec -> spec.strategy().partition() > 0));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new HeldUpdates(context).verdict();
    }

    private static final class HeldUpdates {
        private final JudgingContext context;
        private final Findings findings;
        private final MaxUnavailable limit;
        private final ControllerActivity controls;
        /** The pods below the partition that are not Ready. */
        private final TreeSet<Integer> blockers = new TreeSet<>();

        private Optional<QuietInterval> held = Optional.empty();

        HeldUpdates(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.limit = new MaxUnavailable(context);
            this.controls = ControllerActivity.of(context.set());
        }

        Verdict verdict() {
            context.followEveryWrite(this::written, this::take);
            end(Long.MAX_VALUE);
            return findings.verdict(
                    "no available pod was updated while as many were unavailable as may be, pods below the partition counted",
                    "no pod of " + context.name()
                            + " below the partition was unavailable while others were to be updated");
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.HEALTHY) && blockers.remove(turn.ordinal()) && blockers.isEmpty()) {
                end(turn.at().resourceVersion());
            } else if (turn.is(PodChange.ENDING)
                    && context.cause(turn, before) == DeletionReason.UPDATE
                    && !Unavailability.already(turn, before)) {
                updated(turn, before);
            }
        }

        private void written(Observation written, ReplayState before) {
            if (held.filter(still -> still.endsWith(written)).isPresent()) {
                end(written.resourceVersion());
            }
            held.ifPresent(still -> still.written(written));
            StatefulSetView spec = StatefulSetView.of(written);
            if (held.isEmpty() && !written.deleted() && limit.limits(spec, before) && toBeUpdated(spec, before)) {
                List<Integer> unhealthy = belowPartition(spec)
                        .filter(ordinal -> !before.healthy(ordinal))
                        .boxed()
                        .toList();
                if (unhealthy.size() >= Unavailability.allowed(spec)) {
                    blockers.addAll(unhealthy);
                    held = Optional.of(new QuietInterval(written));
                }
            }
        }

        private boolean toBeUpdated(StatefulSetView spec, ReplayState situation) {
            return context.revisions()
                    .of(spec)
                    .filter(target -> situation
                            .firstOfOther(target, spec.start() + spec.strategy().partition(), spec.end())
                            .isPresent())
                    .isPresent();
        }

        private static IntStream belowPartition(StatefulSetView spec) {
            return IntStream.range(
                    spec.start(),
                    Math.min(spec.end(), spec.start() + spec.strategy().partition()));
        }

        private void updated(PodTransition turn, ReplayState before) {
            List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
            boolean asked = specs.stream()
                    .allMatch(spec -> limit.limits(spec, before)
                            && firstUnavailable(turn, before, spec).isPresent());
            if (!asked) {
                return;
            }
            boolean allowed = specs.stream()
                    .anyMatch(spec -> limit.unavailable(turn, before, spec) < Unavailability.allowed(spec));
            if (allowed) {
                findings.judged();
                return;
            }
            StatefulSetView spec = specs.get(specs.size() - 1);
            int other = firstUnavailable(turn, before, spec).orElseThrow();
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while "
                            + before.plight(other) + ", which is below the partition and counts, so that more than "
                            + Phrases.count(Unavailability.allowed(spec), "pod") + " were unavailable",
                    before.evidence(other, turn.at()),
                    turn.at());
        }

        /** A pod below the partition that was unavailable by whatever the controller may have taken it for. */
        private Optional<Integer> firstUnavailable(PodTransition turn, ReplayState before, StatefulSetView spec) {
            return belowPartition(spec)
                    .filter(ordinal -> before.unhealthyWhenDeleting(
                                    turn.ordinal(), ordinal, ordinal + 1, pod -> context.asksAgain(pod, spec))
                            .isPresent())
                    .boxed()
                    .findFirst();
        }

        private void end(long resourceVersion) {
            held.ifPresent(still -> still.judge(
                    findings,
                    controls,
                    resourceVersion,
                    "no pod was updated while "
                            + (blockers.isEmpty() ? "one below the partition" : Phrases.pod(blockers.first()))
                            + " was not Ready"));
            held = Optional.empty();
            blockers.clear();
        }
    }
}
