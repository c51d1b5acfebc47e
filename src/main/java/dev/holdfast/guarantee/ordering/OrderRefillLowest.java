package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** A gap among the lower ordinals is filled, and its pod Ready, before a higher ordinal gets a pod. */
public final class OrderRefillLowest extends OrderGuarantee {
    public OrderRefillLowest() {
        super(
                Promise.of(
                                "order.refill-lowest",
                                "If a Pod fails before one with a higher ordinal is launched, the latter MUST NOT be launched until the former"
                                        + " is successfully relaunched and becomes Running and Ready")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A member starts without its predecessor, such as a replica without its primary")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Relaunches(context).verdict();
    }

    private static final class Relaunches {
        private final JudgingContext context;
        private final Findings findings;
        // Ordinals that lost their pod while a higher one that the set wants had none.
        private final TreeSet<Integer> gaps = new TreeSet<>();
        private final TreeSet<Integer> refilled = new TreeSet<>();
        private final Set<Integer> seen = new HashSet<>();

        Relaunches(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            context.follow((written, before) -> written(written), this::take);
            return findings.verdict(
                    Phrases.list(seen.stream().map(Phrases::pod).toList())
                            + " came back and turned Ready before a pod of a higher ordinal was launched",
                    "no pod of " + context.name() + " was lost while a higher ordinal was still without one");
        }

        private void written(Observation written) {
            if (written.deleted()) {
                gaps.clear();
                refilled.clear();
            }
        }

        private void take(PodTransition turn, ReplayState before) {
            switch (turn.turn()) {
                case GONE -> gone(turn.ordinal(), before);
                case HEALTHY -> healthy(turn.ordinal());
                case CREATED -> created(turn, before);
                default -> {}
            }
        }

        private void gone(int ordinal, ReplayState before) {
            boolean higherIsMissing = before.set()
                    .filter(view -> view.wants(ordinal))
                    .map(view -> before.firstMissing(ordinal + 1, view.end()).isPresent())
                    .orElse(false);
            if (higherIsMissing) {
                gaps.add(ordinal);
                refilled.remove(ordinal);
            }
        }

        private void healthy(int ordinal) {
            if (gaps.remove(ordinal)) {
                refilled.add(ordinal);
            }
        }

        /** Whether a lower ordinal waits, by every spec and every state of the pods on which the controller may have acted. */
        private static boolean tooEarly(int ordinal, ReplayState before) {
            return before.possible().stream()
                    .allMatch(spec -> spec.ordered()
                            && before.unhealthyWhenCreating(spec.start(), ordinal)
                                    .isPresent());
        }

        private void created(PodTransition turn, ReplayState before) {
            Integer gap = gaps.lower(turn.ordinal());
            if (gap != null && JudgingContext.createdForTheSet(turn, before) && tooEarly(turn.ordinal(), before)) {
                OptionalInt lowest = before.firstUnhealthy(gap, gap + 1);
                if (lowest.isPresent()) {
                    context.broken(
                            turn,
                            before,
                            Phrases.pod(turn.ordinal()) + " was created " + Phrases.at(turn.at()) + " while "
                                    + before.plight(gap),
                            before.evidence(gap, turn.at()),
                            turn.at());
                }
            }
            Optional.ofNullable(refilled.lower(turn.ordinal())).ifPresent(lower -> {
                findings.judged();
                seen.add(lower);
                refilled.remove(lower);
            });
        }
    }
}
