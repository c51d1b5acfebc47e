package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Orphans;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pod whose labels cease to match the selector of its set is let go, and not deleted; the set makes another one in its place when it is
 * gone.
 */
public final class AdoptRelease extends Guarantee {
    public AdoptRelease() {
        super(Promise.of(
                        "adopt.release",
                        "A Pod whose labels cease to match the selector of its StatefulSet MUST be released and MUST NOT be deleted by"
                                + " the controller")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A member that somebody took aside to look into it is deleted, or stays in the way of its set")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector"));
    }

    /** A pod that its set does not select any more, from a state on, until it is selected again or gone. */
    private record Stray(Incarnation pod, String set, Observation since) {}

    @Override
    protected Verdict judge(JudgingContext context) {
        List<Stray> strays = new ArrayList<>();
        context.set().incarnations().forEach(pod -> strays(context, pod, strays));
        if (!strays.isEmpty()) {
            ReplayState end = context.followDeletions((turn, before) -> {
                deleted(context, turn, before, strays);
            });
            strays.forEach(stray -> released(context, stray, end));
        }
        return context.findings()
                .verdict(
                        "each pod whose labels ceased to match was released, and the controller deleted none of them",
                        "the labels of no pod of " + context.name() + " ceased to match");
    }

    private static void strays(JudgingContext context, Incarnation pod, List<Stray> strays) {
        Optional<Observation> before = Optional.empty();
        for (Observation state : pod.lifetime().states()) {
            Optional<Stray> stray = before.flatMap(was -> stray(context, pod, was, state));
            stray.ifPresent(strays::add);
            before = Optional.of(state);
        }
    }

    /** That the labels of a pod, which was its set's, ceased to match with this state. */
    private static Optional<Stray> stray(JudgingContext context, Incarnation pod, Observation was, Observation state) {
        if (state.deleted() || state.object().terminating()) {
            return Optional.empty();
        }
        return context.set()
                .stateAt(state.resourceVersion())
                .filter(set -> was.object().controlledBy(set.object().uid()))
                .filter(set -> Orphans.matches(was, StatefulSetView.of(set))
                        && !Orphans.matches(state, StatefulSetView.of(set)))
                .map(set -> new Stray(pod, set.object().uid(), state));
    }

    private static void deleted(JudgingContext context, PodTransition turn, ReplayState before, List<Stray> strays) {
        boolean byController = context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
        for (Stray stray : strays) {
            boolean after = stray.pod() == turn.pod()
                    && stray.since().resourceVersion() < turn.at().resourceVersion();
            // What it had another reason for it may have done before it heard of the labels; once it has let the pod go
            // it has heard of them.
            boolean knew = context.cause(turn, before) == DeletionReason.NONE || letGo(stray, turn.at());
            if (after && byController && knew && stillStrays(context, stray, turn.at())) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                                + " although it had not matched the selector any more since resourceVersion "
                                + stray.since().resourceVersion(),
                        stray.since(),
                        turn.at());
            }
        }
    }

    private static boolean letGo(Stray stray, Observation by) {
        return release(stray)
                .filter(at -> at.resourceVersion() < by.resourceVersion())
                .isPresent();
    }

    private static Optional<Observation> release(Stray stray) {
        return stray.pod().lifetime().states().stream()
                .filter(state -> state.resourceVersion() >= stray.since().resourceVersion() && !state.deleted())
                .filter(state -> !state.object().controlledBy(stray.set()))
                .findFirst();
    }

    /** Whether the labels have not come to match again until then. */
    private static boolean stillStrays(JudgingContext context, Stray stray, Observation until) {
        StatefulSetView set = StatefulSetView.of(
                context.set().stateAt(stray.since().resourceVersion()).orElseThrow());
        return stray.pod().lifetime().states().stream()
                .filter(state -> state.resourceVersion() >= stray.since().resourceVersion()
                        && state.resourceVersion() <= until.resourceVersion())
                .noneMatch(state -> Orphans.matches(state, set));
    }

    private static void released(JudgingContext context, Stray stray, ReplayState end) {
        Optional<Observation> release = release(stray);
        if (release.isPresent()) {
            refilled(context, stray, end);
            return;
        }
        long until =
                stray.pod().firstTerminating().map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        String sentence = Phrases.pod(stray.pod()) + " has not matched the selector since resourceVersion "
                + stray.since().resourceVersion() + ", and was not released";
        Optional<Observation> seen = lookedTwice(context, stray)
                .filter(at -> at.resourceVersion() < until && stillStrays(context, stray, at));
        if (seen.isPresent()) {
            context.findings()
                    .missing(
                            sentence + " although the controller had gone over the set twice until resourceVersion "
                                    + seen.get().resourceVersion(),
                            stray.since(),
                            seen.get());
        } else {
            context.findings().open(sentence + "; nothing shows that the controller knew", stray.since());
        }
    }

    /** The status that the controller wrote when it had gone over the set twice since the labels ceased to match. */
    private static Optional<Observation> lookedTwice(JudgingContext context, Stray stray) {
        Observation first =
                context.set().stateAt(stray.since().resourceVersion()).orElseThrow();
        QuietInterval interval = new QuietInterval(first);
        for (Observation state : context.set().states()) {
            if (state.resourceVersion() <= stray.since().resourceVersion()) {
                continue;
            }
            if (state.deleted()
                    || state.object().terminating()
                    || !state.object().uid().equals(stray.set())) {
                return Optional.empty();
            }
            interval = interval.endsWith(state) ? new QuietInterval(state) : interval;
            interval.written(state);
            if (interval.looked()) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Judges what became of the place of a pod that was let go. */
    private static void refilled(JudgingContext context, Stray stray, ReplayState end) {
        context.findings().judged();
        Optional<Observation> gone = stray.pod().deleted();
        int ordinal = stray.pod().ordinal();
        boolean wanted = end.set().filter(spec -> spec.wants(ordinal)).isPresent();
        if (gone.isEmpty() || !wanted || context.next(stray.pod()).isPresent()) {
            return;
        }
        String sentence = Phrases.pod(stray.pod()) + ", which had been released, was gone " + Phrases.at(gone.get())
                + ", and no other was created in its place";
        Optional<WaitedInVain> inVain = WaitedInVain.after(context, gone.get())
                .filter(wait -> WaitedInVain.inTheWay(ordinal, end).isEmpty());
        if (inVain.isPresent()) {
            context.findings()
                    .broken(
                            sentence + ", " + inVain.get().words(),
                            gone.get(),
                            inVain.get().control());
        } else {
            context.findings().open(sentence + " until the recording ended", gone.get());
        }
    }
}
