package dev.holdfast.guarantee.update;

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
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.StatusComparison;
import dev.holdfast.history.replay.StatusReplay;
import dev.holdfast.history.replay.StatusReplay.Counts;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counts in the status are those of the pods. Judged at every write of the status, within what the controller could know.
 *
 * <p>Known deviation: with each pod that the controller deletes for an update it takes one off {@code currentReplicas}, although the
 * pod need not be of {@code currentRevision}: after a roll-back in mid-roll, or after a second template, it is not. The next status
 * is counted anew.
 */
public final class UpdateStatusTruth extends Guarantee {
    private static final String PULL_REQUEST = "https://github.com/kubernetes/kubernetes/pull/75498";

    public UpdateStatusTruth() {
        super(Promise.of(
                        "update.status-truth",
                        "replicas, readyReplicas, availableReplicas, currentReplicas and updatedReplicas in the status MUST be the"
                                + " numbers of such Pods, and observedGeneration MUST NOT go back")
                .otherwise(Harm.INFORMATION, "Tools that wait for the status go on too early, or never")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus")
                .knownDeviation(
                        "where a rolling update deletes Pods that are not of currentRevision, as after a rollback in the middle of"
                                + " an update, one status counts them off currentReplicas",
                        PULL_REQUEST));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new ReportedCounts(context).verdict();
    }

    private static final class ReportedCounts {
        private final JudgingContext context;
        private final Findings findings;
        private final Map<Long, Integer> minReadySeconds = new HashMap<>();
        private Optional<StatusReplay> replay = Optional.empty();
        private Optional<Observation> last = Optional.empty();
        /** The last state of the set of this name before. */
        private Optional<StatefulSetView> former = Optional.empty();

        ReportedCounts(JudgingContext context) {
            this.context = context;
            this.findings = context.findings();
        }

        Verdict verdict() {
            for (Observation state : context.set().states()) {
                take(state);
            }
            replay.filter(pods -> findings.anythingJudged())
                    .ifPresent(pods -> last.filter(state -> !state.object().terminating())
                            .ifPresent(state -> atTheEnd(state, pods)));
            return findings.verdict(
                    "each count in the status was that of the pods",
                    "no status of " + context.name() + " was seen being written");
        }

        private void take(Observation state) {
            if (state.deleted()) {
                former = Optional.of(StatefulSetView.of(state));
                last = Optional.empty();
                replay = Optional.empty();
                return;
            }
            StatefulSetView now = StatefulSetView.of(state);
            Optional<StatefulSetView> before = last.filter(
                            old -> old.object().uid().equals(state.object().uid()))
                    .map(StatefulSetView::of);
            if (before.isEmpty()) {
                replay = Optional.of(
                        new StatusReplay(context.set(), state.object().uid()));
                minReadySeconds.clear();
            }
            minReadySeconds.put(now.generation(), now.minReadySeconds());
            // What was ahead of its spec has to come back; that it was is for status.observed to say.
            before.filter(old -> old.observedGeneration() > now.observedGeneration() && !old.aheadOfSpec())
                    .ifPresent(old -> findings.broken(
                            "observedGeneration of StatefulSet " + context.name() + " went back from "
                                    + old.observedGeneration() + " to " + now.observedGeneration() + " "
                                    + Phrases.at(state),
                            last.orElseThrow(),
                            state));
            boolean said = before.map(now::statusDiffers).orElse(now.observedGeneration() > 0);
            if (said && state.change() != Change.LISTED) {
                boolean first =
                        before.filter(old -> old.updateRevision().isEmpty()).isPresent();
                judge(now, state, first && isOfTheSetBefore(now));
            }
            last = Optional.of(state);
        }

        /** Whether a status names what that of the set of this name before named. */
        private boolean isOfTheSetBefore(StatefulSetView now) {
            return former.filter(old -> old.currentRevision().equals(now.currentRevision())
                            && old.updateRevision().equals(now.updateRevision()))
                    .isPresent();
        }

        private void judge(StatefulSetView now, Observation state, boolean perhapsInherited) {
            if (replay.isEmpty()) {
                return;
            }
            StatusReplay pods = replay.get();
            StatusComparison comparison = pods.compare(Counts.of(now), state.resourceVersion());
            findings.judged();
            if (comparison.currentTooLow()) {
                deviates(state);
            }
            if ((comparison.right() || comparison.currentTooLow()) && available(now)) {
                return;
            }
            String sentence = "the status of StatefulSet " + context.name() + " said " + Phrases.at(state) + " that "
                    + wrong(now, comparison);
            Optional<Lifetime> stranger = stranger(state);
            if (stranger.isPresent()) {
                findings.open(
                        sentence + "; but it may count " + stranger.get().name()
                                + ", of which the set is the owner, and which" + " is none of its pods by its name",
                        state);
            } else if (StatusWriters.several(last.orElse(state), state)) {
                findings.open(sentence + StatusWriters.OTHERS, state);
            } else if (perhapsInherited) {
                findings.open(sentence + "; but a set may begin with the status of the one of its name before", state);
            } else if (pods.known()) {
                findings.broken(sentence, state);
                // What comes after that may be the same mistake.
                replay = Optional.empty();
            } else {
                findings.open(
                        sentence + "; but it may have been counted before the recording began, or soon after", state);
            }
        }

        /** A pod that the controller has adopted although it is not one of the set's by its name: see adopt.foreign. */
        private Optional<Lifetime> stranger(Observation status) {
            return context.history().lifetimes(Kinds.POD, context.subject().namespace()).stream()
                    .filter(pod -> Ordinal.of(context.name(), pod.name()).isEmpty())
                    .filter(pod -> pod.states().stream()
                            .filter(state -> state.resourceVersion() < status.resourceVersion())
                            .anyMatch(state ->
                                    state.object().controlledBy(status.object().uid())))
                    .findFirst();
        }

        private void deviates(Observation status) {
            StatefulSetView now = StatefulSetView.of(status);
            findings.deviates(
                    "the status of StatefulSet " + context.name() + " said " + Phrases.at(status)
                            + " that currentReplicas is " + now.counters().current()
                            + ", which is too low: pods that were deleted for an update were counted off, although they"
                            + " were not of revision " + now.currentRevision() + " (" + PULL_REQUEST + ")",
                    status);
        }

        /** Whether so many can be available. Who was Ready for minReadySeconds cannot be told from events. */
        private boolean available(StatefulSetView now) {
            int available = now.counters().available();
            int ready = now.counters().ready();
            boolean waits = minReadySeconds.getOrDefault(now.observedGeneration(), 1) > 0;
            return available == ready || (waits && available < ready);
        }

        private String wrong(StatefulSetView now, StatusComparison pods) {
            StatefulSetView.Counters said = now.counters();
            if (!pods.existing().allows(said.replicas())) {
                return words("replicas", said.replicas(), "exists", pods.existing());
            } else if (!pods.ready().allows(said.ready())) {
                return words("readyReplicas", said.ready(), "is Running and Ready", pods.ready());
            } else if (!pods.updated().allows(said.updated())) {
                return words(
                        "updatedReplicas", said.updated(), "is of revision " + now.updateRevision(), pods.updated());
            } else if (!pods.current().allows(said.current())) {
                return words(
                        "currentReplicas", said.current(), "is of revision " + now.currentRevision(), pods.current());
            } else if (!available(now)) {
                return "availableReplicas is " + said.available() + ", but readyReplicas " + said.ready();
            }
            return "there are " + said.replicas() + " pods, " + said.ready() + " Ready, " + said.current()
                    + " of revision " + now.currentRevision() + " and " + said.updated() + " of revision "
                    + now.updateRevision() + ", but at no moment since the status before was there that of each";
        }

        private static String words(String field, int said, String condition, StatusComparison.Range pods) {
            return field + " is " + said + ", but the number of pods of which each " + condition + " was "
                    + pods.words();
        }

        // What comes after the last status the controller may have had no time to report.
        private void atTheEnd(Observation state, StatusReplay pods) {
            StatusComparison comparison = pods.atTheEnd(Counts.of(StatefulSetView.of(state)));
            if (!comparison.right()) {
                findings.open(
                        "the last status of StatefulSet " + context.name() + ", written " + Phrases.at(state)
                                + ", was not that of the pods when the recording ended: it said that "
                                + wrong(StatefulSetView.of(state), comparison),
                        state);
            }
        }
    }
}
