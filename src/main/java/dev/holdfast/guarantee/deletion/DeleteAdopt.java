package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Orphans;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set that is created over pods without an owner takes those that fit as its own and does not restart them. */
public final class DeleteAdopt extends Guarantee {
    public DeleteAdopt() {
        super(
                Promise.of(
                                "delete.adopt",
                                "A StatefulSet that is created again MUST adopt the Pods that match its selector and its names, without"
                                        + " restarting those that are of its template")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "Members restart, or run without a controller, when their set comes back")
                        .documentedAt(
                                "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#non-cascading-delete"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Incarnation, Observation> orphans = Orphans.of(context);
        List<Integer> adopted = new ArrayList<>();
        if (!orphans.isEmpty()) {
            ReplayState end = endings(context, orphans);
            orphans.forEach((pod, set) -> adoption(context, set, pod, adopted, end));
        }
        return context.findings()
                .verdict(
                        "the set adopted the pods " + Phrases.list(adopted) + " as they were",
                        "no StatefulSet " + context.name() + " was created over pods without an owner");
    }

    /** Judges that none of them was deleted without a reason. */
    private static ReplayState endings(JudgingContext context, Map<Incarnation, Observation> orphans) {
        return context.followDeletions((turn, before) -> {
            if (orphans.containsKey(turn.pod())
                    && turn.at().resourceVersion() > orphans.get(turn.pod()).resourceVersion()
                    && context.cause(turn, before) == DeletionReason.NONE) {
                ending(context, turn, before, orphans.get(turn.pod()));
            }
        });
    }

    private static void ending(JudgingContext context, PodTransition turn, ReplayState before, Observation set) {
        Optional<Observation> owned = Orphans.owned(turn.pod(), set);
        if (owned.isEmpty()) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                            + " instead of adopted by the set that was created " + Phrases.at(set),
                    set,
                    turn.at());
        } else if (context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER
                && before.possible().stream()
                        .allMatch(spec -> context.upToDate(turn.pod().revision(), spec))) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                            + " although it was of the template of the set that had adopted it "
                            + Phrases.at(owned.get()),
                    set,
                    owned.get(),
                    turn.at());
        }
    }

    private static void adoption(
            JudgingContext context, Observation set, Incarnation pod, List<Integer> adopted, ReplayState end) {
        Optional<Observation> owned = Orphans.owned(pod, set);
        if (owned.isPresent()) {
            restarted(pod, set, owned.get(), context.findings());
            adopted.add(pod.ordinal());
        } else if (pod.firstTerminating().isEmpty()) {
            notAdopted(context, set, pod, end);
        }
    }

    private static void notAdopted(JudgingContext context, Observation set, Incarnation pod, ReplayState end) {
        Observation last = pod.lifetime().last();
        String ownerless = Phrases.pod(pod) + " had no owner when the set was created " + Phrases.at(set);
        Optional<WaitedInVain> inVain = WaitedInVain.after(context, set).filter(wait -> toBeAdopted(last, set, end));
        if (inVain.isPresent()) {
            context.findings()
                    .broken(
                            ownerless + ", and was not adopted, " + inVain.get().words(),
                            set,
                            last,
                            inVain.get().control());
        } else {
            context.findings().open(ownerless + ", and was not adopted until the recording ended", set, last);
        }
    }

    /** Whether the controller has seen the set as it still is, and the pod still is one that it takes. */
    private static boolean toBeAdopted(Observation pod, Observation set, ReplayState end) {
        return end.set().filter(StatefulSetView::acknowledged).isPresent()
                && end.specsKnown()
                && end.state()
                        .filter(state -> !state.object().terminating()
                                && state.object().uid().equals(set.object().uid()))
                        .isPresent()
                && !pod.deleted()
                && pod.object().controllerUid().isEmpty()
                && Orphans.matches(pod, end.set().orElseThrow());
    }

    // A node restarts containers by itself, so this alone breaks nothing.
    private static void restarted(Incarnation pod, Observation set, Observation owned, Findings findings) {
        int before = pod.lifetime()
                .at(set.resourceVersion())
                .map(state -> PodView.of(state).restarts())
                .orElse(0);
        if (PodView.of(owned).restarts() > before) {
            findings.open(
                    "a container of " + Phrases.pod(pod) + " was restarted until the set adopted it "
                            + Phrases.at(owned) + ", and nothing tells why",
                    set,
                    owned);
        } else {
            findings.judged();
        }
    }
}
