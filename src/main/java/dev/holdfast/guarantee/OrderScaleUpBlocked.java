package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Moment;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Moment.SetWritten;
import dev.holdfast.history.Moment.Turn;
import dev.holdfast.history.Observation;
import java.util.Optional;
import java.util.TreeSet;

/** A set that is scaled up while one of its pods is not healthy gets no pod until that one has recovered. */
final class OrderScaleUpBlocked implements Guarantee {
    @Override
    public String id() {
        return "order.scale-up-blocked-by-unready";
    }

    @Override
    public String statement() {
        return "A StatefulSet MUST NOT be scaled up while any of its Pods is unhealthy: all predecessors of a Pod must be"
                + " Running and Ready before it is created";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/#troubleshooting";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        Matter matter = new Matter(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notOrdered().orElseGet(() -> new Judge(matter).verdict());
    }

    private static final class Judge {
        private final Matter matter;
        private final Findings findings;
        private final Controls controls;
        private final TreeSet<Integer> blockers = new TreeSet<>();
        private Optional<Stillness> blocked = Optional.empty();
        private Optional<Scaling> raised = Optional.empty();

        Judge(Matter matter) {
            this.matter = matter;
            this.findings = matter.findings();
            this.controls = Controls.of(matter.history(), matter.subject());
        }

        Verdict verdict() {
            if (matter.scaled(scaling -> !scaling.gained().isEmpty())) {
                matter.follow(this::take);
            }
            end(Long.MAX_VALUE);
            return findings.verdict(
                    "no pod was added while a pod of the set was not Ready",
                    "StatefulSet " + matter.name() + " was not scaled up while one of its pods was not Ready");
        }

        private void take(Moment moment, Situation before) {
            if (moment instanceof SetWritten written) {
                written(written.at(), before);
            } else if (moment instanceof PodTurn turn && blocked.isPresent()) {
                if (turn.is(Turn.HEALTHY)) {
                    blockers.remove(turn.ordinal());
                    if (blockers.isEmpty()) {
                        end(turn.at().resourceVersion());
                    }
                } else if (turn.is(Turn.CREATED)) {
                    created(turn, before);
                }
            }
        }

        private void written(Observation written, Situation before) {
            if (blocked.filter(still -> still.endsWith(written)).isPresent()) {
                end(written.resourceVersion());
            }
            blocked.ifPresent(still -> still.written(written));
            Scaling.by(written, before)
                    .filter(scaling -> !scaling.gained().isEmpty())
                    .ifPresent(scaling -> begin(scaling, before));
        }

        private void begin(Scaling scaling, Situation before) {
            for (int ordinal = scaling.before().start();
                    ordinal < scaling.before().end();
                    ordinal++) {
                if (scaling.keeps(ordinal) && !before.healthy(ordinal)) {
                    blockers.add(ordinal);
                }
            }
            if (!blockers.isEmpty()) {
                raised = Optional.of(scaling);
                blocked = Optional.of(new Stillness(scaling.asked()));
            }
        }

        private void created(PodTurn turn, Situation before) {
            Scaling scaling = raised.orElseThrow();
            Integer blocker = blockers.lower(turn.ordinal());
            if (!scaling.before().wants(turn.ordinal()) && blocker != null) {
                findings.broken(
                        Words.pod(turn.ordinal()) + " was created " + Words.at(turn.at()) + " while "
                                + before.plight(blocker) + "; the set had been " + scaling.words(),
                        scaling.asked(),
                        turn.at(),
                        before.evidence(blocker, turn.at()));
            }
        }

        private void end(long resourceVersion) {
            blocked.ifPresent(still -> still.judge(
                    findings,
                    controls,
                    resourceVersion,
                    "no pod was added while " + Words.pod(blockers.isEmpty() ? 0 : blockers.first())
                            + " was not Ready"));
            blocked = Optional.empty();
            raised = Optional.empty();
            blockers.clear();
        }
    }
}
