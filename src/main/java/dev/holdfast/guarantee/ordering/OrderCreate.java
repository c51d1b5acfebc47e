package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Pods are created one after the other, from the lowest ordinal to the highest, and no others. */
public final class OrderCreate extends OrderGuarantee {
    public OrderCreate() {
        super(
                Promise.of(
                                "order.create",
                                "For a StatefulSet with N replicas, when Pods are being deployed, they MUST be created sequentially, in order"
                                        + " from {0..N-1}")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A member starts before those that it has to join, so that a cluster may form twice")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new FirstPods(context).verdict();
    }

    private static final class FirstPods {
        private final JudgingContext context;
        /** The ordinals that had a pod in the life of the set at hand. */
        private final Set<Integer> known = new HashSet<>();

        private final List<Integer> created = new ArrayList<>();
        private String set = "";

        FirstPods(JudgingContext context) {
            this.context = context;
        }

        Verdict verdict() {
            context.follow((written, before) -> written(written), this::take);
            return context.findings()
                    .verdict(
                            "pods were created in the order " + Phrases.list(created),
                            "fewer than two pods of " + context.name() + " were created, so there was no order to see");
        }

        private void written(Observation written) {
            String uid = written.object().uid();
            if (!uid.equals(set)) {
                known.clear();
                set = uid;
            }
        }

        private void take(PodTransition turn, ReplayState before) {
            if ((turn.is(PodChange.FOUND) || turn.is(PodChange.CREATED))
                    // An ordinal that comes back is judged by order.waits-ready; here counts who comes for the first
                    // time.
                    && known.add(turn.ordinal())
                    && JudgingContext.createdForTheSet(turn, before)) {
                created(turn, before);
            }
        }

        private void created(PodTransition turn, ReplayState before) {
            List<StatefulSetView> specs = before.possible();
            if (specs.isEmpty() || !specs.stream().allMatch(StatefulSetView::ordered)) {
                return;
            }
            List<StatefulSetView> wanting =
                    specs.stream().filter(spec -> spec.wants(turn.ordinal())).toList();
            String words = Phrases.pod(turn.ordinal()) + " was created " + Phrases.at(turn.at());
            if (wanting.isEmpty()) {
                context.broken(
                        turn,
                        before,
                        words + ", which StatefulSet " + context.name() + " did not ask for",
                        before.state().orElse(turn.at()),
                        turn.at());
                return;
            }
            List<OptionalInt> skipped = wanting.stream()
                    .map(spec -> before.surelyMissing(spec.start(), turn.ordinal()))
                    .toList();
            if (skipped.stream().allMatch(OptionalInt::isPresent)) {
                outOfOrder(turn, before, words, skipped.get(skipped.size() - 1).getAsInt());
                return;
            }
            created.add(turn.ordinal());
            if (created.size() > 1) {
                context.findings().judged();
            }
        }

        private void outOfOrder(PodTransition turn, ReplayState before, String words, int missing) {
            SkippedPod skipped = SkippedPod.of(context.set(), missing, turn.at());
            context.broken(
                    turn,
                    before,
                    words + " before " + Phrases.pod(missing) + ", " + skipped.words(),
                    turn.at(),
                    skipped.later()
                            .orElse(before.evidence(missing, before.state().orElse(turn.at()))));
        }
    }
}
