package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;

/** The controller never says that it has seen a spec that nobody has written yet, or less than it had said before. Standing. */
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
                .seenOnlyIn(Kinds.STATEFUL_SET));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<String, Observation> last = new HashMap<>();
        for (Observation state : context.set().states()) {
            if (!state.deleted()) {
                judge(state, last.put(state.object().uid(), state), context);
            }
        }
        return context.findings()
                .verdict(
                        "observedGeneration never was ahead of the spec, and never went back",
                        "no status of StatefulSet " + context.name() + " says which spec the controller has seen");
    }

    private static void judge(Observation state, Observation before, JudgingContext context) {
        StatefulSetView set = StatefulSetView.of(state);
        long said = before == null ? 0 : StatefulSetView.of(before).observedGeneration();
        String status = "the status of StatefulSet " + context.name() + " said " + Phrases.at(state)
                + " that generation " + set.observedGeneration() + " was seen";
        // What a status says is told once, not with each state that it stays in.
        if (set.observedGeneration() > set.generation() && set.observedGeneration() > said) {
            context.findings().broken(status + ", while the spec was of generation " + set.generation(), state);
        } else if (set.observedGeneration() < said) {
            context.findings().broken(status + ", after it had said that " + said + " was", before, state);
        } else if (set.observedGeneration() > 0) {
            context.findings().judged();
        }
    }
}
