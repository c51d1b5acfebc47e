package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A pod that is to be removed and has come to its end is removed when it is its turn, as it never becomes Ready again.
 *
 * <p>Known deviation: where a pod before it that is to be removed as well is not Ready, the controller waits for the last one to
 * become Ready, and for ever if that has Failed.
 */
public final class OrderScaleDownTerminal extends OrderGuarantee {
    public OrderScaleDownTerminal() {
        super(
                Promise.of(
                                "order.scale-down-terminal",
                                "A Pod that has Failed or Succeeded MUST NOT keep a StatefulSet from being scaled down: it is deleted"
                                        + " when it is its turn")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A set never comes down to its number of members, nor is it updated any more")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees")
                        .knownDeviation(
                                "where another Pod before it that is to be removed is not Ready either, both stay until somebody deletes one"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Removals(context).verdict();
    }

    private static final class Removals {
        private final JudgingContext context;
        private final TreeSet<Integer> removed = new TreeSet<>();
        private Optional<Verdict> deviation = Optional.empty();

        Removals(JudgingContext context) {
            this.context = context;
        }

        Verdict verdict() {
            if (context.set().incarnations().stream()
                    .anyMatch(pod -> pod.ended().isPresent())) {
                Standstills.of(context, this::look);
                context.followDeletions(this::ending);
            }
            Verdict verdict = context.findings()
                    .verdict(
                            "the pods " + Phrases.list(removed) + " were removed, which had come to their end before",
                            "no pod of " + context.name()
                                    + " that was to be removed had Failed or Succeeded by itself");
            return verdict.outcome() == Outcome.FAILED ? verdict : deviation.orElse(verdict);
        }

        private void ending(PodTransition turn, ReplayState before) {
            boolean unwanted = !before.possible().isEmpty()
                    && before.possible().stream().noneMatch(spec -> spec.wants(turn.ordinal()));
            boolean ended = turn.pod()
                    .ended()
                    .filter(state -> state.resourceVersion() < turn.at().resourceVersion())
                    .isPresent();
            if (unwanted && ended && !context.attribution().explain(turn.pod())) {
                context.findings().judged();
                removed.add(turn.ordinal());
            }
        }

        /** The controller has gone over the set twice, and nothing happened. */
        private void look(Observation at, ReplayState situation) {
            StatefulSetView spec = StatefulSetView.of(at);
            List<Integer> existing =
                    context.set().ordinals().stream().filter(situation::exists).toList();
            long ready = existing.stream().filter(situation::healthy).count();
            boolean counted = spec.counters().replicas() == existing.size()
                    && spec.counters().ready() == ready
                    && (spec.minReadySeconds() == 0 || spec.counters().available() == ready);
            boolean turn = spec.ordered()
                    && situation.firstUnhealthy(spec.start(), spec.end()).isEmpty();
            OptionalInt last = existing.stream()
                    .filter(ordinal -> !spec.wants(ordinal))
                    .mapToInt(Integer::intValue)
                    .max();
            if (counted && turn && last.isPresent()) {
                situation
                        .slot(last.getAsInt())
                        .filter(OrdinalState::standing)
                        .map(OrdinalState::pod)
                        .filter(pod -> pod.controlledBy(at))
                        .ifPresent(pod -> left(pod, at, situation));
            }
        }

        private void left(Incarnation pod, Observation at, ReplayState situation) {
            Optional<Observation> ended = pod.ended().filter(state -> state.resourceVersion() < at.resourceVersion());
            if (ended.isEmpty() || Standstills.refused(context)) {
                return;
            }
            String sentence = Phrases.pod(pod) + " had come to its end " + Phrases.at(ended.get())
                    + " and was to be removed, and was not deleted although all pods that the set wants were Ready and the"
                    + " controller had gone over the set twice until it wrote the status " + Phrases.at(at);
            OptionalInt other = IntStream.range(context.set().lowestOrdinal(), pod.ordinal())
                    .filter(ordinal -> situation.exists(ordinal) && !situation.healthy(ordinal))
                    .findFirst();
            if (other.isEmpty()) {
                context.findings().broken(sentence, ended.get(), at);
            } else {
                deviation = deviation.or(() -> Optional.of(new Verdict(
                        Outcome.KNOWN_DEVIATION,
                        sentence + ", as Kubernetes does where another pod that is to be removed is not Ready: "
                                + situation.plight(other.getAsInt()),
                        List.of(ended.get(), at))));
            }
        }
    }
}
