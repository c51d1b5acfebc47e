package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
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
import dev.holdfast.history.replay.Scaling;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A change of the number of replicas touches no pod that is wanted before and after it. */
public final class OrderScaleDoesNotRestart extends Guarantee {
    /** The verb of an action that changes nothing but the number of replicas. */
    static final String SCALE = "scale";

    public OrderScaleDoesNotRestart() {
        super(
                Promise.of(
                                "order.scale-does-not-restart",
                                "Scaling a StatefulSet MUST NOT delete, replace or restart a Pod that it wants before and afterwards")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "Members that serve are interrupted although only the number of members changes")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Survivors(context).verdict();
    }

    private static final class Survivors {
        private final JudgingContext context;
        private final Findings findings;
        private final Map<Integer, Incarnation> survivors = new TreeMap<>();
        private Optional<Scaling> scaled = Optional.empty();
        /** The revision at which the set said that the scaling was done. */
        private long settled = Long.MAX_VALUE;

        Survivors(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            if (context.scaled(any -> true)) {
                context.followEveryWrite(this::written, this::take);
            }
            end(Long.MAX_VALUE);
            return findings.verdict(
                    "no pod that was wanted before and after a change of the replicas was deleted or restarted",
                    "StatefulSet " + context.name() + " was not scaled while it had a pod to keep");
        }

        private void written(Observation written, ReplayState before) {
            boolean otherSpec = written.deleted()
                    || scaled.map(scaling -> scaling.after().generation()
                                    != StatefulSetView.of(written).generation())
                            .orElse(false);
            if (otherSpec) {
                end(written.resourceVersion());
            }
            if (StatefulSetView.of(written).settled()) {
                settled = Math.min(settled, written.resourceVersion());
            }
            Scaling.by(written, before).ifPresent(scaling -> begin(scaling, before));
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING)) {
                ending(turn, before);
            }
        }

        private void begin(Scaling scaling, ReplayState before) {
            if (!scaledAlone(scaling)) {
                return;
            }
            scaled = Optional.of(scaling);
            settled = Long.MAX_VALUE;
            for (int ordinal = scaling.before().start();
                    ordinal < scaling.before().end();
                    ordinal++) {
                if (scaling.keeps(ordinal) && before.healthy(ordinal)) {
                    Incarnation pod = before.slot(ordinal).orElseThrow().pod();
                    if (before.possible().stream().allMatch(spec -> upToDate(pod, spec, scaling))) {
                        survivors.put(ordinal, pod);
                    }
                }
            }
        }

        // A pod that was to be updated anyway, if only by a spec that was written over since, is not touched because of
        // the scaling.
        private boolean upToDate(Incarnation pod, StatefulSetView spec, Scaling scaling) {
            String revision = state(pod, scaling)
                    .map(state -> PodView.of(state).revision())
                    .orElse("");
            return context.revisions()
                    .of(spec)
                    .map(revision::equals)
                    .orElse(!context.revisions().several());
        }

        // Whoever changes the template in the same write asks for new pods, unless it is known that nobody did: then
        // something else changed it in passing.
        private boolean scaledAlone(Scaling scaling) {
            return scaling.before().template().equals(scaling.after().template())
                    || context.history().actions(context.subject().namespace()).stream()
                            .filter(action -> action.kind().equals(Kinds.STATEFUL_SET)
                                    && action.name().equals(context.name())
                                    && action.index() < scaling.asked().index())
                            .reduce((earlier, later) -> later)
                            .filter(action -> action.verb().equals(SCALE))
                            .isPresent();
        }

        private void ending(PodTransition turn, ReplayState before) {
            Incarnation pod = survivors.get(turn.ordinal());
            if (pod != turn.pod() || scaled.isEmpty()) {
                return;
            }
            survivors.remove(turn.ordinal());
            DeletionReason cause = context.cause(turn, before);
            // Who was given the label of another revision is to be updated.
            String revision = PodView.of(turn.at()).revision();
            boolean relabelled = state(pod, scaled.get())
                    .filter(state -> PodView.of(state).revision().equals(revision))
                    .isEmpty();
            if ((cause.isForTheTemplate() && !relabelled) || cause == DeletionReason.NONE) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(pod) + " was deleted " + Phrases.at(turn.at()) + " although the set had only been "
                                + scaled.get().words(),
                        scaled.get().asked(),
                        turn.at());
            }
        }

        private void end(long resourceVersion) {
            scaled.ifPresent(scaling -> survivors.values().forEach(pod -> restarts(pod, scaling, resourceVersion)));
            scaled = Optional.empty();
            survivors.clear();
        }

        private void restarts(Incarnation pod, Scaling scaling, long end) {
            int before = state(pod, scaling)
                    .map(state -> PodView.of(state).restarts())
                    .orElse(0);
            Optional<Observation> restarted = pod.lifetime().states().stream()
                    .filter(state -> state.resourceVersion() > scaling.asked().resourceVersion()
                            && state.resourceVersion() < Math.min(end, settled)
                            && PodView.of(state).restarts() > before)
                    .findFirst();
            if (restarted.isPresent()) {
                // A container may have ended by itself: no state of an object says why its node started it again.
                findings.open(
                        "a container of " + Phrases.pod(pod) + " was restarted, seen " + Phrases.at(restarted.get())
                                + ", while the set was being scaled; whether because of that is not known. It had been "
                                + scaling.words(),
                        scaling.asked(),
                        restarted.get());
            } else {
                findings.judged();
            }
        }

        private static Optional<Observation> state(Incarnation pod, Scaling scaling) {
            return pod.lifetime().at(scaling.asked().resourceVersion());
        }
    }
}
