package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Findings;
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
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.TreeSet;

/** A set that is scaled up while one of its pods is not healthy gets no pod until that one has recovered. */
public final class OrderScaleUpBlocked extends OrderGuarantee {
    public OrderScaleUpBlocked() {
        super(Promise.of(
                        "order.scale-up-blocked-by-unready",
                        "A StatefulSet MUST NOT be scaled up while any of its Pods is unhealthy: all predecessors of a Pod must be"
                                + " Running and Ready before it is created")
                .otherwise(Harm.AVAILABILITY, "A cluster that is not healthy has to move data to a new member as well")
                .documentedAt("https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/#troubleshooting"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new BlockedScaleUps(context).verdict();
    }

    private static final class BlockedScaleUps {
        private final JudgingContext context;
        private final Findings findings;
        private final ControllerActivity controls;
        private final TreeSet<Integer> blockers = new TreeSet<>();
        private Optional<QuietInterval> blocked = Optional.empty();
        private Optional<Scaling> raised = Optional.empty();

        BlockedScaleUps(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
            this.controls = ControllerActivity.of(context.set());
        }

        Verdict verdict() {
            if (context.scaled(scaling -> !scaling.gained().isEmpty())) {
                context.followEveryWrite(this::written, this::take);
            }
            end(Long.MAX_VALUE);
            return findings.verdict(
                    "no pod was added while a pod of the set was not Ready",
                    "StatefulSet " + context.name() + " was not scaled up while one of its pods was not Ready");
        }

        private void take(PodTransition turn, ReplayState before) {
            if (blocked.isPresent()) {
                if (turn.is(PodChange.HEALTHY)) {
                    blockers.remove(turn.ordinal());
                    if (blockers.isEmpty()) {
                        end(turn.at().resourceVersion());
                    }
                } else if (turn.is(PodChange.CREATED)) {
                    created(turn, before);
                }
            }
        }

        private void written(Observation written, ReplayState before) {
            if (blocked.filter(still -> still.endsWith(written)).isPresent()) {
                end(written.resourceVersion());
            }
            blocked.ifPresent(still -> still.written(written));
            Scaling.by(written, before)
                    .filter(scaling ->
                            !scaling.gained().isEmpty() && scaling.after().ordered())
                    .ifPresent(scaling -> begin(scaling, before));
        }

        private void begin(Scaling scaling, ReplayState before) {
            for (int ordinal = scaling.before().start();
                    ordinal < scaling.before().end();
                    ordinal++) {
                if (scaling.keeps(ordinal) && !before.healthy(ordinal)) {
                    blockers.add(ordinal);
                }
            }
            if (!blockers.isEmpty()) {
                raised = Optional.of(scaling);
                blocked = Optional.of(new QuietInterval(scaling.asked()));
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            Scaling scaling = raised.orElseThrow();
            Integer blocker = blockers.lower(turn.ordinal());
            boolean ordered = before.possible().stream().allMatch(StatefulSetView::ordered);
            if (ordered
                    && blocker != null
                    && before.possible().stream()
                            .filter(spec -> spec.wants(turn.ordinal()))
                            .allMatch(spec -> spec.wants(blocker))
                    && !scaling.before().wants(turn.ordinal())
                    && before.unhealthyWhenCreating(blocker, blocker + 1).isPresent()
                    && JudgingContext.createdForTheSet(turn, before)) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.ordinal()) + " was created " + Phrases.at(turn.at()) + " while "
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
                    "no pod was added while " + Phrases.pod(blockers.isEmpty() ? 0 : blockers.first())
                            + " was not Ready"));
            blocked = Optional.empty();
            raised = Optional.empty();
            blockers.clear();
        }
    }
}
