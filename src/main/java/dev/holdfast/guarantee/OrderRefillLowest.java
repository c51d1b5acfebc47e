package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Moment;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Moment.SetWritten;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** A gap among the lower ordinals is filled, and its pod Ready, before a higher ordinal gets a pod. */
final class OrderRefillLowest implements Guarantee {
    @Override
    public String id() {
        return "order.refill-lowest";
    }

    @Override
    public String statement() {
        return "If a Pod fails before one with a higher ordinal is launched, the latter MUST NOT be launched until the former"
                + " is successfully relaunched and becomes Running and Ready";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        Matter matter = new Matter(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notOrdered().orElseGet(() -> new Judge(matter).verdict());
    }

    private static final class Judge {
        private final Matter matter;
        private final Findings findings;
        // Ordinals that lost their pod while a higher one that the set wants had none.
        private final TreeSet<Integer> gaps = new TreeSet<>();
        private final TreeSet<Integer> refilled = new TreeSet<>();
        private final Set<Integer> seen = new HashSet<>();

        Judge(Matter matter) {
            this.matter = matter;
            this.findings = matter.findings();
        }

        Verdict verdict() {
            matter.follow(this::take);
            return findings.verdict(
                    Words.list(seen.stream().map(Words::pod).toList())
                            + " came back and turned Ready before a pod of a higher ordinal was launched",
                    "no pod of " + matter.name() + " was lost while a higher ordinal was still without one");
        }

        private void take(Moment moment, Situation before) {
            if (moment instanceof SetWritten written && written.at().deleted()) {
                gaps.clear();
                refilled.clear();
            } else if (moment instanceof PodTurn turn) {
                switch (turn.turn()) {
                    case GONE -> gone(turn.ordinal(), before);
                    case HEALTHY -> healthy(turn.ordinal());
                    case CREATED -> created(turn, before);
                    default -> {}
                }
            }
        }

        private void gone(int ordinal, Situation before) {
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

        private void created(PodTurn turn, Situation before) {
            Integer gap = gaps.lower(turn.ordinal());
            if (gap != null && before.knewOfPlight(gap)) {
                OptionalInt lowest = before.firstUnhealthy(gap, gap + 1);
                if (lowest.isPresent()) {
                    findings.broken(
                            Words.pod(turn.ordinal()) + " was created " + Words.at(turn.at()) + " while "
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
