package dev.holdfast.guarantee.status;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StatusWriters;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The controller calls an update complete, by making updateRevision the currentRevision, when all replicas are updated and Ready, and
 * at once then. Which replicas it counted is not known to the moment, so only those count against it that never
 * were so. A controller that does not find the current revision takes the next one for it; one that had named both side by side had
 * found it.
 */
public final class StatusPromotion extends Guarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/106055";

    public StatusPromotion() {
        super(Promise.of(
                        "status.promotion",
                        "currentRevision in the status MUST become updateRevision when all replicas are updated and Ready, and MUST NOT"
                                + " before")
                .otherwise(
                        Harm.ROLLOUT,
                        "A roll-out is taken for complete that is not, and Pods that are lost come back in the wrong version")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus")
                .alsoSeenIn(Kinds.REVISION)
                .knownDeviation(
                        "with OnDelete currentRevision stays what it was, though all Pods are updated and Ready (until Kubernetes 1.37)",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Promotions(context).verdict();
    }

    private static final class Promotions {
        private final JudgingContext context;
        private final Findings findings;
        /** The specs of each generation, by which the controller may count. */
        private final Map<Long, StatefulSetView> specs = new HashMap<>();

        private Optional<Observation> last = Optional.empty();
        /** The last state of the set of this name before. */
        private Optional<Observation> former = Optional.empty();

        private Optional<Observation> previous = Optional.empty();

        Promotions(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            for (Observation state : context.set().states()) {
                take(state);
            }
            return findings.verdict(
                    "currentRevision became updateRevision when all replicas were updated and Ready",
                    "no update of StatefulSet " + context.name() + " was seen to come to its end");
        }

        private void take(Observation state) {
            Optional<Observation> before =
                    last.filter(old -> old.object().uid().equals(state.object().uid()));
            if (before.isEmpty()) {
                specs.clear();
            }
            if (previous.filter(old -> !old.object().uid().equals(state.object().uid()))
                    .isPresent()) {
                former = previous;
            }
            previous = Optional.of(state);
            last = Optional.of(state).filter(now -> !now.deleted());
            StatefulSetView now = StatefulSetView.of(state);
            specs.put(now.generation(), now);
            if (before.isEmpty() || state.deleted() || state.change() == Change.LISTED) {
                return;
            }
            StatefulSetView old = StatefulSetView.of(before.get());
            if (!now.statusDiffers(old) || old.currentRevision().isEmpty()) {
                return;
            }
            if (!now.currentRevision().equals(old.currentRevision())) {
                promoted(now, old, before.get(), state);
            } else if (!now.currentRevision().equals(now.updateRevision())) {
                notPromoted(now, before.get(), state);
            }
        }

        private void promoted(StatefulSetView now, StatefulSetView old, Observation before, Observation state) {
            StatefulSetView seen = specs.get(now.observedGeneration());
            if (seen == null || isGone(old.currentRevision(), state) || isOfTheSetBefore(old)) {
                // Where the revision is gone or not the set's own, the controller begins anew with the one that it has.
                return;
            }
            String revision = now.currentRevision();
            long ready = ready(revision, state);
            if (ready >= seen.replicas()) {
                findings.judged();
                return;
            }
            String sentence = "the status of StatefulSet " + context.name() + " said " + Phrases.at(state)
                    + " that currentRevision is " + revision + " and no longer " + old.currentRevision()
                    + ", although no more than " + ready + " of its " + Phrases.count(seen.replicas(), "replica")
                    + " had ever been of that revision and Ready";
            if (context.set().states().get(0).change() == Change.LISTED) {
                findings.open(sentence + " while it was recorded", before, state);
            } else if (StatusWriters.several(before, state)) {
                findings.open(sentence + StatusWriters.OTHERS, before, state);
            } else if (old.currentRevision().equals(old.updateRevision())) {
                findings.open(
                        sentence + "; the controller may not have heard of the revision before, and then begins anew",
                        before,
                        state);
            } else {
                findings.broken(sentence, before, state);
            }
        }

        /** Whether a status names what that of the set of this name before named: a set may begin with that. */
        private boolean isOfTheSetBefore(StatefulSetView status) {
            return former.map(StatefulSetView::of)
                    .filter(before -> before.currentRevision().equals(status.currentRevision())
                            && before.updateRevision().equals(status.updateRevision()))
                    .isPresent();
        }

        private long ready(String revision, Observation state) {
            return context.set().incarnations().stream()
                    .filter(pod -> pod.saidToBeOf(revision, state.resourceVersion() - 1)
                            && pod.firstReady()
                                    .filter(first -> first.resourceVersion() < state.resourceVersion())
                                    .isPresent())
                    .mapToInt(Incarnation::ordinal)
                    .distinct()
                    .count();
        }

        private boolean isGone(String revision, Observation state) {
            return context
                    .history()
                    .lifetimesByName(Kinds.REVISION, context.subject().namespace())
                    .getOrDefault(revision, List.of())
                    .stream()
                    .map(Lifetime::firstTerminating)
                    .flatMap(Optional::stream)
                    .anyMatch(gone -> gone.resourceVersion() < state.resourceVersion());
        }

        private void notPromoted(StatefulSetView now, Observation before, Observation state) {
            StatefulSetView seen = specs.get(now.observedGeneration());
            StatefulSetView.Counters said = now.counters();
            if (seen == null
                    || seen.replicas() == 0
                    || said.replicas() != seen.replicas()
                    || said.ready() != seen.replicas()
                    || said.updated() != seen.replicas()) {
                return;
            }
            String sentence =
                    "the status of StatefulSet " + context.name() + " said " + Phrases.at(state) + " that all "
                            + Phrases.count(seen.replicas(), "replica") + " are Ready and of revision "
                            + now.updateRevision() + ", but that currentRevision is " + now.currentRevision();
            if (StatusWriters.several(before, state)) {
                findings.open(sentence + StatusWriters.OTHERS, state);
            } else if (seen.strategy().onDelete()) {
                findings.deviates(sentence + " (" + ISSUE + ")", state);
            } else {
                findings.broken(sentence, state);
            }
        }
    }
}
