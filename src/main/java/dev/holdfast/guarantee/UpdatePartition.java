package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Moment;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Moment.SetWritten;
import dev.holdfast.history.Moment.Turn;
import dev.holdfast.history.Observation;
import dev.holdfast.history.StatefulSetView;
import java.util.Optional;

/**
 * A partition divides the pods: those at and above it are updated, those below it are left alone.
 *
 * <p>The documentation compares ordinals with the partition; the controller compares indices, which differ from ordinals when
 * {@code ordinals.start} is not 0. This judges by the index, as the controller does (kubernetes/kubernetes#128529).
 */
final class UpdatePartition implements Guarantee {
    @Override
    public String id() {
        return "update.partition";
    }

    @Override
    public String statement() {
        return "If a partition is specified, all Pods with an ordinal that is greater than or equal to the partition MUST be"
                + " updated when the template is, and all Pods with an ordinal that is less MUST NOT";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        Matter matter = new Matter(history, subject, Kinds.POD, Kinds.STATEFUL_SET, Kinds.REVISION);
        return matter.notSeen()
                .or(() -> matter.never(
                        "never had a partition", view -> view.strategy().partition() > 0))
                .orElseGet(() -> new Judge(matter).verdict());
    }

    private static final class Judge {
        private final Matter matter;
        private final Findings findings;
        private final Versions versions;
        private Optional<Observation> divided = Optional.empty();
        private Optional<Observation> unfinished = Optional.empty();

        Judge(Matter matter) {
            this.matter = matter;
            this.findings = matter.findings();
            this.versions = new Versions(matter);
        }

        Verdict verdict() {
            end(matter.follow(this::take));
            unfinished
                    .filter(spec -> !findings.anythingJudged())
                    .ifPresent(spec -> findings.open(
                            "the pods at and above the partition that was set " + Words.at(spec)
                                    + " were not all updated and Ready before the spec was changed again or the recording"
                                    + " ended",
                            spec));
            return findings.verdict(
                    "the pods at and above the partition were updated, and those below it were left alone",
                    "the template of " + matter.name()
                            + " was not changed while it had a partition within its replicas");
        }

        private void take(Moment moment, Situation before) {
            if (moment instanceof SetWritten written) {
                written(written.at(), before);
            } else if (moment instanceof PodTurn turn && divided.isPresent()) {
                StatefulSetView spec = StatefulSetView.of(divided.get());
                boolean below = spec.belowPartition(turn.ordinal());
                if (turn.is(Turn.ENDING) && below && matter.cause(turn, before) == Cause.NONE) {
                    findings.broken(
                            Words.pod(turn.pod()) + " was deleted " + Words.at(turn.at())
                                    + " although it is below the partition "
                                    + spec.strategy().partition(),
                            divided.get(),
                            turn.at());
                } else if (turn.is(Turn.CREATED) && !below && before.possible().size() == 1) {
                    matter.targets().of(spec).ifPresent(target -> judgeVersion(turn, target));
                }
            }
        }

        private void judgeVersion(PodTurn turn, String target) {
            versions.otherThan(target, turn)
                    .ifPresent(wrong -> findings.broken(
                            Words.pod(turn.pod()) + " was created " + Words.at(turn.at()) + ", but not from revision "
                                    + target + " although it is not below the partition: " + wrong,
                            divided.orElseThrow(),
                            turn.at()));
        }

        private void written(Observation written, Situation before) {
            boolean other = written.deleted()
                    || before.set()
                            .map(view -> view.generation()
                                    != StatefulSetView.of(written).generation())
                            .orElse(true);
            if (!other) {
                return;
            }
            end(before);
            StatefulSetView now = StatefulSetView.of(written);
            boolean divides = !written.deleted()
                    && now.strategy().rolling()
                    && now.strategy().partition() > 0
                    && now.strategy().partition() < now.replicas()
                    && Rollout.outdated(matter, before, now, now.start(), now.end());
            divided = divides ? Optional.of(written) : Optional.empty();
        }

        private void end(Situation before) {
            if (divided.isEmpty()) {
                return;
            }
            StatefulSetView spec = StatefulSetView.of(divided.get());
            int from = spec.start() + spec.strategy().partition();
            boolean done = before.firstUnhealthy(from, spec.end()).isEmpty()
                    && !Rollout.outdated(matter, before, spec, from, spec.end());
            if (done && Rollout.outdated(matter, before, spec, spec.start(), from)) {
                findings.judged();
            } else if (unfinished.isEmpty()) {
                unfinished = divided;
            }
            divided = Optional.empty();
        }
    }
}
