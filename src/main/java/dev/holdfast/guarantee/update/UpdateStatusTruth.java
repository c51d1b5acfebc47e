package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.CountBounds;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.StatusReplay;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** The counts in the status are those of the pods. Judged at every write of the status, within what the controller could know. */
public final class UpdateStatusTruth implements Guarantee {
    @Override
    public String id() {
        return "update.status-truth";
    }

    @Override
    public String statement() {
        return "replicas, readyReplicas, availableReplicas, currentReplicas and updatedReplicas in the status MUST be the"
                + " numbers of such Pods, and observedGeneration MUST NOT go back";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notSeen().orElseGet(() -> new Judge(matter).verdict());
    }

    private record Count(String field, int said, String condition) {}

    private static final class Judge {
        private final JudgingContext matter;
        private final Findings findings;
        private final StatusReplay recount;
        private Optional<Observation> last = Optional.empty();

        Judge(JudgingContext matter) {
            this.matter = matter;
            this.findings = matter.findings();
            this.recount = new StatusReplay(matter.set());
        }

        Verdict verdict() {
            for (Observation state : matter.set().states()) {
                take(state);
            }
            recount.advance(Long.MAX_VALUE);
            last.filter(state -> findings.anythingJudged() && !state.object().terminating())
                    .ifPresent(this::atTheEnd);
            return findings.verdict(
                    "each count in the status was that of the pods",
                    "no status of " + matter.name() + " was seen being written");
        }

        private void take(Observation state) {
            StatefulSetView now = StatefulSetView.of(state);
            Optional<StatefulSetView> before = last.map(StatefulSetView::of);
            boolean sameSet = last.filter(
                            old -> old.object().uid().equals(state.object().uid()))
                    .isPresent();
            if (state.deleted()) {
                last = Optional.empty();
                return;
            }
            if (sameSet && before.get().observedGeneration() > now.observedGeneration()) {
                findings.broken(
                        "observedGeneration of StatefulSet " + matter.name() + " went back from "
                                + before.get().observedGeneration() + " to " + now.observedGeneration() + " "
                                + Phrases.at(state),
                        last.get(),
                        state);
            }
            boolean said = sameSet ? statusWritten(before.get(), now) : now.observedGeneration() > 0;
            if (said && state.change() != Change.LISTED) {
                recount.advance(state.resourceVersion());
                counts(now).forEach(count -> judge(count, state));
                recount.written();
                findings.judged();
            }
            last = Optional.of(state);
        }

        private static boolean statusWritten(StatefulSetView before, StatefulSetView now) {
            return !before.counters().equals(now.counters())
                    || before.observedGeneration() != now.observedGeneration()
                    || !before.currentRevision().equals(now.currentRevision())
                    || !before.updateRevision().equals(now.updateRevision());
        }

        private static List<Count> counts(StatefulSetView now) {
            StatefulSetView.Counters counters = now.counters();
            // Who was Ready for minReadySeconds cannot be told from events.
            int available = now.minReadySeconds() == 0 ? counters.available() : counters.ready();
            return List.of(
                    new Count("replicas", counters.replicas(), StatusReplay.EXISTS),
                    new Count("readyReplicas", counters.ready(), StatusReplay.READY),
                    new Count("availableReplicas", available, StatusReplay.READY),
                    new Count("currentReplicas", counters.current(), StatusReplay.ofRevision(now.currentRevision())),
                    new Count("updatedReplicas", counters.updated(), StatusReplay.ofRevision(now.updateRevision())));
        }

        private void judge(Count count, Observation state) {
            CountBounds tally = recount.tally(count.condition());
            if (!tally.allows(count.said())) {
                findings.broken(
                        "the status of StatefulSet " + matter.name() + " said " + Phrases.at(state) + " that "
                                + count.field() + " is " + count.said() + ", but the number of pods of which each "
                                + count.condition() + " was " + tally.words(),
                        state);
            }
        }

        // What comes after the last status the controller may have had no time to report.
        private void atTheEnd(Observation state) {
            counts(StatefulSetView.of(state)).stream()
                    .filter(count -> recount.tally(count.condition()).now() != count.said())
                    .findFirst()
                    .ifPresent(count -> findings.open(
                            "the last status of StatefulSet " + matter.name() + ", written " + Phrases.at(state)
                                    + ", says that " + count.field() + " is " + count.said()
                                    + ", but when the recording"
                                    + " ended it was "
                                    + recount.tally(count.condition()).now(),
                            state));
        }
    }
}
