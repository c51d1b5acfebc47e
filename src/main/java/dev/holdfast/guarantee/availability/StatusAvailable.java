package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Availability;
import dev.holdfast.guarantee.Availability.Answer;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MinReadyGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StatusWriters;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * With minReadySeconds the status counts those pods as available that have been Ready for so long. Judged at every write of the status,
 * within what the controller could know, and a second for its clock.
 */
public final class StatusAvailable extends MinReadyGuarantee {
    public StatusAvailable() {
        super(
                Promise.of(
                                "status.available",
                                "availableReplicas in the status MUST be the number of Pods that have been Ready for at least"
                                        + " minReadySeconds")
                        .otherwise(
                                Harm.INFORMATION,
                                "Tools that wait for the status go on before the members have shown that they stay up, or never")
                        .documentedAt(
                                "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        ReportedCounts counts = new ReportedCounts(context);
        context.followEveryWrite(counts::take);
        return context.findings()
                .verdict(
                        "availableReplicas was never other than the number of pods that had been Ready for minReadySeconds",
                        "no status of " + context.name()
                                + " was seen being written while a pod was Ready, or nobody says since when it was");
    }

    private static final class ReportedCounts {
        private final JudgingContext context;
        private final Map<Long, Integer> minReadySeconds = new HashMap<>();
        private String uid = "";

        ReportedCounts(JudgingContext context) {
            this.context = context;
        }

        void take(Transition moment, ReplayState before) {
            if (!(moment instanceof SetWritten written) || written.at().deleted()) {
                return;
            }
            Observation state = written.at();
            StatefulSetView now = StatefulSetView.of(state);
            if (!state.object().uid().equals(uid)) {
                uid = state.object().uid();
                minReadySeconds.clear();
            }
            minReadySeconds.putIfAbsent(now.generation(), now.minReadySeconds());
            int seconds = minReadySeconds.getOrDefault(now.observedGeneration(), 0);
            boolean said = state.change() != Change.LISTED
                    && before.state()
                            .filter(last -> last.object().uid().equals(uid))
                            .map(StatefulSetView::of)
                            .filter(now::statusDiffers)
                            .isPresent();
            if (said && seconds > 0) {
                judge(state, before, seconds);
            }
        }

        private void judge(Observation status, ReplayState before, int seconds) {
            StatefulSetView now = StatefulSetView.of(status);
            Availability availability = Availability.whenCounting(status, before);
            Counted pods = new Counted(before, availability, status, seconds);
            for (int ordinal : context.set().ordinals()) {
                pods.count(ordinal);
            }
            int said = now.counters().available();
            int unknown = pods.unknownTo(now);
            int most = Math.max(0, now.counters().ready() - pods.early.size());
            String sentence = "the status of StatefulSet " + context.name() + " said " + Phrases.at(status)
                    + " that availableReplicas is " + said;
            boolean wrong = said > most || said < pods.available.size();
            if (wrong && StatusWriters.several(before.state().orElseThrow(), status)) {
                context.findings().open(sentence + StatusWriters.OTHERS, status);
            } else if (said > now.counters().ready()) {
                context.findings()
                        .broken(sentence + " of " + Phrases.count(now.counters().ready(), "Ready pod"), status);
            } else if (said > most) {
                int early = pods.early.get(0);
                context.findings()
                        .broken(
                                sentence + " of " + Phrases.count(now.counters().ready(), "Ready pod") + ", but "
                                        + availability.words(early, seconds),
                                availability.since(early),
                                status);
            } else if (said > Math.max(0, most - pods.doubted.size())) {
                int doubted = pods.doubted.get(0);
                context.findings()
                        .open(
                                sentence + " of " + Phrases.count(now.counters().ready(), "Ready pod") + ", but "
                                        + availability.words(doubted, seconds) + Availability.doubt(),
                                availability.since(doubted),
                                status);
            } else if (said < pods.available.size() - unknown) {
                context.findings()
                        .broken(sentence + pods.late(seconds), availability.since(pods.available.get(0)), status);
            } else if (said < pods.available.size()) {
                context.findings()
                        .open(
                                sentence + pods.late(seconds)
                                        + ", which the controller may not have known: it counts fewer pods as Ready",
                                availability.since(pods.available.get(0)),
                                status);
            } else if (pods.told) {
                context.findings().judged();
            }
        }
    }

    /** The pods that the controller must have counted as Ready, by whether they were available. */
    private static final class Counted {
        private final ReplayState before;
        private final Availability availability;
        private final Observation status;
        private final int seconds;
        private final List<Integer> early = new ArrayList<>();
        private final List<Integer> doubted = new ArrayList<>();
        private final List<Integer> available = new ArrayList<>();
        private int ready;
        private boolean told;

        Counted(ReplayState before, Availability availability, Observation status, int seconds) {
            this.before = before;
            this.availability = availability;
            this.status = status;
            this.seconds = seconds;
        }

        void count(int ordinal) {
            if (!before.healthy(ordinal) || !isOfTheSet(ordinal) || !before.heardOf(availability.since(ordinal))) {
                return;
            }
            ready++;
            Answer answer = availability.answer(ordinal, seconds);
            told |= answer != Answer.NOT_TOLD;
            switch (answer) {
                case TOO_SHORT -> early.add(ordinal);
                case IN_DOUBT -> doubted.add(ordinal);
                default -> {
                    if (availability.surelyAvailable(
                            before.slot(ordinal).orElseThrow().pod(), seconds)) {
                        available.add(ordinal);
                    }
                }
            }
        }

        /** Of how many of them the controller did not know that they were Ready, by what it said itself. */
        int unknownTo(StatefulSetView said) {
            return Math.max(0, ready - said.counters().ready());
        }

        /** That those which are available had been so, as the end of a sentence. */
        String late(int seconds) {
            return ", but the pods " + Phrases.list(available) + " had been Ready for longer than the " + seconds
                    + " seconds of minReadySeconds";
        }

        /** Whether a pod is this set's, and not that of the one of its name before. */
        private boolean isOfTheSet(int ordinal) {
            return before.slot(ordinal)
                    .filter(slot -> slot.pod().controlledBy(status))
                    .isPresent();
        }
    }
}
