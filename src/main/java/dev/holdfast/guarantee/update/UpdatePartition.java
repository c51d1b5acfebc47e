package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.LeftAlone;
import dev.holdfast.guarantee.PartitionGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A partition divides the pods: those at and above it are updated, those below it are left alone.
 *
 * <p>The documentation compares ordinals with the partition; the controller compares indices, which differ from ordinals when
 * {@code ordinals.start} is not 0. This judges by the index, as the controller does (kubernetes/kubernetes#128529).
 */
public final class UpdatePartition extends PartitionGuarantee {
    public UpdatePartition() {
        super(Promise.of(
                        "update.partition",
                        "If a partition is specified, all Pods with an ordinal that is greater than or equal to the partition MUST be"
                                + " updated when the template is, and all Pods with an ordinal that is less MUST NOT")
                .otherwise(
                        Harm.ROLLOUT,
                        "A canary reaches members that were to keep the old version, or misses those it was meant for")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new DividedRollout(context).verdict();
    }

    private static final class DividedRollout {
        private final JudgingContext context;
        private final Findings findings;
        private final PodVersions versions;
        /** The spec that rolls updates out, to all pods or to some. */
        private Optional<Observation> rolling = Optional.empty();
        /** The same, as long as it divides the pods. */
        private Optional<Observation> divided = Optional.empty();

        private final List<Observation> unfinished = new ArrayList<>();

        DividedRollout(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.versions = new PodVersions(context);
        }

        Verdict verdict() {
            ReplayState end = context.follow(this::written, this::take);
            Optional<LeftAlone> left = divided.flatMap(spec -> LeftAlone.of(context, spec, end, boundary(spec)));
            left.ifPresent(pod -> findings.broken(
                    "the pods at and above the partition that was set " + Phrases.at(divided.get())
                            + " are to be updated, but " + pod.words(),
                    divided.get(),
                    pod.inVain().control()));
            end(end);
            unfinished.forEach(spec -> findings.open(
                    "the pods at and above the partition that was set " + Phrases.at(spec)
                            + " were not all updated and Ready before the spec was changed again or the recording"
                            + " ended",
                    spec));
            return findings.verdict(
                    "the pods at and above the partition were updated, and those below it were left alone",
                    "the template of " + context.name()
                            + " was not changed while it had a partition within its replicas");
        }

        private void take(PodTransition turn, ReplayState before) {
            if (divided.isPresent()) {
                StatefulSetView spec = StatefulSetView.of(divided.get());
                boolean below = spec.belowPartition(turn.ordinal());
                if (turn.is(PodChange.ENDING) && below && context.cause(turn, before) == DeletionReason.NONE) {
                    context.broken(
                            turn,
                            before,
                            Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                                    + " although it is below the partition "
                                    + spec.strategy().partition(),
                            divided.get(),
                            turn.at());
                } else if (JudgingContext.createdForTheSet(turn, before)
                        && !below
                        && before.possible().size() == 1) {
                    context.revisions().of(spec).ifPresent(target -> judgeVersion(turn, before, target));
                }
            }
        }

        private void judgeVersion(PodTransition turn, ReplayState before, String target) {
            versions.otherThan(target, turn)
                    .ifPresent(wrong -> context.broken(
                            turn,
                            before,
                            Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at())
                                    + ", but not from revision " + target + " although it is not below the partition: "
                                    + wrong,
                            divided.orElseThrow(),
                            turn.at()));
        }

        private void written(Observation written, ReplayState before) {
            StatefulSetView now = StatefulSetView.of(written);
            boolean going = written.deleted() || written.object().terminating();
            boolean other =
                    going || before.set().map(view -> !view.asksForTheSame(now)).orElse(true);
            if (!other) {
                return;
            }
            end(before);
            rolling = going || !now.strategy().rolling() ? Optional.empty() : Optional.of(written);
            divided = rolling.filter(spec -> now.strategy().partition() > 0)
                    .filter(spec -> now.strategy().partition() < now.replicas())
                    .filter(spec -> Rollout.outdated(context, before, now, now.start(), now.end()));
        }

        private void end(ReplayState before) {
            rolling.ifPresent(spec -> {
                StatefulSetView view = StatefulSetView.of(spec);
                int from = boundary(spec);
                boolean done = before.firstUnhealthy(from, view.end()).isEmpty()
                        && !Rollout.outdated(context, before, view, from, view.end());
                if (done) {
                    unfinished.removeIf(earlier -> goesOn(StatefulSetView.of(earlier), view)
                            && earlier.object().uid().equals(spec.object().uid()));
                }
                if (done && divided.isPresent() && Rollout.outdated(context, before, view, view.start(), from)) {
                    findings.judged();
                } else if (divided.isPresent()) {
                    unfinished.add(spec);
                }
            });
            rolling = Optional.empty();
            divided = Optional.empty();
        }

        /** Whether whoever does what one spec asks for has also done what an earlier one did. */
        private static boolean goesOn(StatefulSetView earlier, StatefulSetView spec) {
            return earlier.template().equals(spec.template())
                    && earlier.start() + earlier.strategy().partition()
                            >= spec.start() + spec.strategy().partition();
        }

        private static int boundary(Observation spec) {
            StatefulSetView view = StatefulSetView.of(spec);
            return view.start() + view.strategy().partition();
        }
    }
}
