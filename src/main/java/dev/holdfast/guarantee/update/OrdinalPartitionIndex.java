package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A partition is compared with the ordinals of the pods, also where these do not begin at 0.
 *
 * <p>Known deviation: the controller compares the distance from the first ordinal (kubernetes/kubernetes#128529), so that pods whose
 * ordinal is not below the partition, but whose distance is, are not updated.
 */
public final class OrdinalPartitionIndex extends Guarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/128529";

    public OrdinalPartitionIndex() {
        super(Promise.of(
                        "ordinal.partition-index",
                        "If a partition is specified, all Pods with an ordinal that is greater than or equal to the partition MUST be"
                                + " updated when the template is, also where the ordinals of the StatefulSet do not begin at 0")
                .otherwise(
                        Harm.ROLLOUT,
                        "A canary misses members that it was meant for, once a set's ordinals begin above 0")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions")
                .alsoSeenIn(Kinds.REVISION)
                .knownDeviation(
                        "where the ordinals begin above 0, the distance from the first one is compared with the partition",
                        ISSUE));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never(
                        "never had a partition and ordinals that begin above 0", OrdinalPartitionIndex::divided));
    }

    private static boolean divided(StatefulSetView spec) {
        return spec.strategy().rolling() && spec.strategy().partition() > 0 && spec.start() > 0;
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Division(context).verdict();
    }

    private static final class Division {
        private final JudgingContext context;
        private final ControllerActivity controls;
        /** The spec that divides the pods, as long as it does. */
        private Optional<QuietInterval> rolling = Optional.empty();
        /** The stretch since the last change of a pod, and when that was. */
        private Optional<QuietInterval> still = Optional.empty();

        private long changed;
        /** Whether a pod of which the two say different things was updated. */
        private boolean updated;

        Division(JudgingContext context) {
            this.context = context;
            this.controls = ControllerActivity.of(context.set());
        }

        Verdict verdict() {
            ReplayState end = context.followEveryWrite(this::written, this::take);
            end(end, Long.MAX_VALUE);
            return context.findings()
                    .verdict(
                            "the pods were updated whose ordinals are not below the partition",
                            "the template of " + context.name()
                                    + " was not changed while its partition concerned other pods by ordinal than by distance"
                                    + " from the first one");
        }

        private void take(PodTransition turn, ReplayState before) {
            if (rolling.isPresent()) {
                still = before.state().map(QuietInterval::new);
                changed = turn.at().resourceVersion();
                if (turn.is(PodChange.ENDING)) {
                    ending(turn, before);
                }
            }
        }

        private void written(Observation written, ReplayState before) {
            if (rolling.filter(stretch -> stretch.endsWith(written)).isPresent()) {
                end(before, written.resourceVersion());
            }
            if (rolling.isEmpty() && !written.deleted() && !written.object().terminating()) {
                StatefulSetView spec = StatefulSetView.of(written);
                rolling = Optional.of(written)
                        .filter(state ->
                                divided(spec) && Rollout.outdated(context, before, spec, from(spec), boundary(spec)))
                        .map(QuietInterval::new);
                still = rolling;
                updated = false;
                changed = written.resourceVersion();
            } else {
                rolling.ifPresent(stretch -> stretch.written(written));
                still.ifPresent(stretch -> stretch.written(written));
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            StatefulSetView spec = StatefulSetView.of(rolling.orElseThrow().begin());
            boolean between = turn.ordinal() >= from(spec) && turn.ordinal() < boundary(spec);
            // By a spec from before another partition may have held.
            boolean known = before.possible().stream().allMatch(spec::asksForTheSame);
            updated |= between
                    && known
                    && context.cause(turn, before) == DeletionReason.UPDATE
                    && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
            boolean below = before.possible().stream()
                    .allMatch(possible -> turn.ordinal() < possible.strategy().partition());
            if (below && spec.wants(turn.ordinal()) && context.cause(turn, before) == DeletionReason.NONE) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                                + " although its ordinal is below the partition "
                                + spec.strategy().partition(),
                        rolling.orElseThrow().begin(),
                        turn.at());
            }
        }

        /** Judges which pods were updated when the stretch ends, at which nothing may be under way. */
        private void end(ReplayState now, long resourceVersion) {
            rolling.ifPresent(stretch -> end(stretch, now, resourceVersion));
            rolling = Optional.empty();
        }

        private void end(QuietInterval stretch, ReplayState now, long resourceVersion) {
            Observation begin = stretch.begin();
            StatefulSetView spec = StatefulSetView.of(begin);
            List<Integer> left = new ArrayList<>();
            IntStream.range(from(spec), boundary(spec))
                    .filter(ordinal -> Rollout.outdated(context, now, spec, ordinal, ordinal + 1))
                    .forEach(left::add);
            boolean underWay = now.firstUnhealthy(spec.start(), spec.end()).isPresent()
                    || Rollout.outdated(context, now, spec, boundary(spec), spec.end());
            boolean worked = stretch.worked(controls, resourceVersion)
                    && (still.filter(QuietInterval::looked).isPresent()
                            || controls.between(changed, resourceVersion).isPresent());
            if (underWay || !worked) {
                context.findings()
                        .open(
                                "the update that began " + Phrases.at(begin)
                                        + " was not seen to go as far as it goes with the partition "
                                        + spec.strategy().partition(),
                                begin);
                return;
            }
            String sentence =
                    "the pods " + Phrases.list(left) + " were not updated although their ordinals are not below"
                            + " the partition " + spec.strategy().partition() + " that was set " + Phrases.at(begin);
            if (left.isEmpty()) {
                context.findings().judged();
            } else if (!updated) {
                context.findings()
                        .deviates(
                                sentence + ": Kubernetes compares their distance from the first ordinal (" + ISSUE
                                        + ")",
                                begin);
            } else {
                context.findings().missing(sentence + ", and others of which the same is true were", begin);
            }
        }

        /** The lowest ordinal that is not below the partition. */
        private static int from(StatefulSetView spec) {
            return Math.max(spec.start(), spec.strategy().partition());
        }

        /** The first ordinal whose distance from the first one is not below the partition either. */
        private static int boundary(StatefulSetView spec) {
            return Math.max(
                    from(spec),
                    Math.min(spec.end(), spec.start() + spec.strategy().partition()));
        }
    }
}
