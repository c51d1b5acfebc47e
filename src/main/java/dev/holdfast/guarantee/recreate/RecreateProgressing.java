package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * The condition Progressing tells that the pods are being recreated, from the first that is asked to end until all are of the next version
 * and Ready. What it says after that is not promised in the same words everywhere: the proposal has it True with the reason
 * RecreateComplete, Kubernetes sets it to False with RecreateCompleted; so either will do.
 *
 * <p>Known deviation: where the type of the strategy is changed before the end, the condition stays as it was for ever.
 */
public final class RecreateProgressing extends RecreateGuarantee {
    public RecreateProgressing() {
        super(Promise.of(
                        "recreate.progressing",
                        "With the Recreate strategy the condition Progressing in the status MUST be True while the Pods are recreated,"
                                + " and MUST NOT say that they are when all of them are updated and Ready")
                .otherwise(
                        Harm.INFORMATION, "Whoever waits for the end of an update goes on too early, or waits for ever")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus"
                                + PROPOSAL)
                .knownDeviation("the condition stays True for ever where the type of the update strategy is changed"
                        + " before all Pods are recreated"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Conditions(context).verdict();
    }

    private static final class Conditions {
        private final JudgingContext context;
        private final Findings findings;
        private Optional<Observation> told = Optional.empty();

        Conditions(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            context.followEveryWrite(this::written, (turn, before) -> {});
            return findings.verdict(
                    "the condition Progressing was True while pods were recreated, and no longer",
                    "no pods of " + context.name() + " were seen being recreated to the end");
        }

        private void written(Observation written, ReplayState before) {
            boolean own = before.state()
                    .filter(state ->
                            state.object().uid().equals(written.object().uid()))
                    .isPresent();
            if (!own || written.deleted() || written.object().terminating()) {
                told = Optional.empty();
                return;
            }
            StatefulSetView now = StatefulSetView.of(written);
            if (!now.acknowledged() || now.aheadOfSpec()) {
                return;
            }
            Progressing condition = Progressing.of(written);
            if (now.strategy().recreating()) {
                recreating(now, condition, written, before);
            } else if (told.isPresent() && complete(now) && condition.saysRecreating()) {
                findings.deviates(
                        words(now, condition, written)
                                + ", although all pods are updated and Ready: the type of the update strategy was"
                                + " changed before they were",
                        told.get(),
                        written);
                told = Optional.empty();
            }
        }

        private void recreating(StatefulSetView now, Progressing condition, Observation written, ReplayState before) {
            Optional<RecreatePass> pass = RecreatePass.endedBy(written, before);
            Optional<Incarnation> old = pass.flatMap(RecreatePass::old);
            boolean two = !now.currentRevision().equals(now.updateRevision());
            if (pass.isPresent() && (two || old.isPresent()) && !condition.isTrue()) {
                // A deletion that was refused ended the pass before it came to the condition.
                if (!Standstills.refused(context)) {
                    findings.broken(
                            words(now, condition, written) + ", although "
                                    + old.map(pod -> Phrases.pod(pod) + " of revision " + pod.revision() + " was there")
                                            .orElse("currentRevision was " + now.currentRevision()),
                            written);
                }
            } else if (condition.saysRecreating() && complete(now)) {
                findings.broken(words(now, condition, written) + ", although all pods are updated and Ready", written);
            } else if (condition.saysRecreating()) {
                told = told.or(() -> Optional.of(written));
            } else if (told.isPresent() && complete(now)) {
                findings.judged();
                told = Optional.empty();
            }
        }

        private static String words(StatefulSetView now, Progressing condition, Observation written) {
            return "the condition Progressing was " + condition.words() + " " + Phrases.at(written)
                    + ", when the controller said that the pods are to be of " + now.updateRevision();
        }

        /** Whether the status says that all pods are of the latest version and Ready. */
        private static boolean complete(StatefulSetView now) {
            return now.currentRevision().equals(now.updateRevision())
                    && now.counters().updated() == now.replicas()
                    && now.counters().ready() == now.replicas()
                    && now.counters().replicas() == now.replicas();
        }
    }
}
