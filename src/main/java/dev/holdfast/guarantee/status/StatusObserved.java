package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StatusWriters;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * The controller never says that it has seen a spec that nobody has written yet, or less than it had said before. Standing.
 *
 * <p>Known deviation: where the write of a status conflicts, the controller writes it again to whatever set has that name now. So a set
 * that is created again at once may begin with the last status of the set before, which the next one puts right. Seen with Kubernetes
 * 1.37.2 once in 20 runs on a busy machine; no issue is known.
 */
public final class StatusObserved extends Guarantee {
    public StatusObserved() {
        super(Promise.of(
                        "status.observed",
                        "observedGeneration in the status MUST be a generation that the StatefulSet has had, and MUST NOT go back")
                .otherwise(
                        Harm.INFORMATION,
                        "Tools take a status for one of a spec that the controller has not seen, and go on too early")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus")
                .seenOnlyIn(Kinds.STATEFUL_SET)
                .knownDeviation(
                        "a StatefulSet that is created again at once may begin with the status of the one before"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Statuses statuses = new Statuses(context);
        context.set().states().stream().filter(state -> !state.deleted()).forEach(statuses::take);
        return context.findings()
                .verdict(
                        "observedGeneration never was ahead of the spec, and never went back",
                        "no status of StatefulSet " + context.name() + " says which spec the controller has seen");
    }

    private static final class Statuses {
        private final JudgingContext context;
        /** The last state of the set, and that of the set of its name before. */
        private Optional<Observation> last = Optional.empty();

        private Optional<Observation> former = Optional.empty();
        /** The status that is not the set's own, as long as it stands. */
        private Optional<Observation> inherited = Optional.empty();

        Statuses(JudgingContext context) {
            this.context = context;
        }

        void take(Observation state) {
            if (last.filter(before ->
                            !before.object().uid().equals(state.object().uid()))
                    .isPresent()) {
                former = last;
                last = Optional.empty();
                inherited = Optional.empty();
            }
            judge(state);
            last = Optional.of(state);
        }

        private void judge(Observation state) {
            StatefulSetView set = StatefulSetView.of(state);
            long seen = set.observedGeneration();
            long said = last.map(StatefulSetView::of)
                    .map(StatefulSetView::observedGeneration)
                    .orElse(0L);
            String status = "the status of StatefulSet " + context.name() + " said " + Phrases.at(state)
                    + " that generation " + seen + " was seen";
            // What a status says is told once, not with each state that it stays in.
            if (set.aheadOfSpec() && seen > said) {
                ahead(state, seen, said, status + ", while the spec was of generation " + set.generation());
            } else if (seen < said && inherited.isPresent()) {
                inherited = Optional.empty();
            } else if (seen < said && StatusWriters.several(last.orElseThrow(), state)) {
                context.findings()
                        .open(
                                status + ", after it had said that " + said + " was" + StatusWriters.OTHERS,
                                last.orElseThrow(),
                                state);
            } else if (seen < said) {
                context.findings()
                        .broken(status + ", after it had said that " + said + " was", last.orElseThrow(), state);
            } else if (seen > 0) {
                context.findings().judged();
            }
        }

        /** Whether there was a set of this name when the recording began. */
        private boolean found() {
            return context.set().states().get(0).change() == Change.LISTED;
        }

        private void ahead(Observation state, long seen, long said, String sentence) {
            Optional<Observation> others = former.filter(
                    before -> said == 0 && StatefulSetView.of(before).generation() >= seen);
            if (others.isPresent()) {
                inherited = Optional.of(state);
                context.findings()
                        .deviates(
                                sentence + ": it is that of the set of this name before, which was of generation "
                                        + StatefulSetView.of(others.get()).generation() + " "
                                        + Phrases.at(others.get()),
                                others.get(),
                                state);
            } else if (said == 0 && former.isEmpty() && found()) {
                inherited = Optional.of(state);
                context.findings()
                        .open(sentence + "; it may be that of a set of this name from before the recording", state);
            } else if (StatusWriters.several(last.orElse(state), state)) {
                inherited = Optional.of(state);
                context.findings().open(sentence + StatusWriters.OTHERS, state);
            } else {
                context.findings().broken(sentence, state);
            }
        }
    }
}
