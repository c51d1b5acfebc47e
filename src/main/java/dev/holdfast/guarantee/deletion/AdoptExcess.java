package dev.holdfast.guarantee.deletion;

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
import dev.holdfast.history.view.StatefulSetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A set that is created over more pods than it wants removes those that are too many, from the top, and leaves the others as they are. */
public final class AdoptExcess extends Guarantee {
    public AdoptExcess() {
        super(
                Promise.of(
                                "adopt.excess",
                                "A StatefulSet that is created again with fewer replicas MUST adopt its Pods and then terminate those that it"
                                        + " does not want, from the largest ordinal to the smallest, and MUST NOT touch the others")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "Members that nobody wants stay in the cluster, or others go in their stead")
                        .documentedAt(
                                "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#non-cascading-delete"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Incarnation, Observation> orphans = Orphans.of(context);
        List<Incarnation> excess = orphans.keySet().stream()
                .filter(pod -> !StatefulSetView.of(orphans.get(pod)).wants(pod.ordinal()))
                .toList();
        List<Integer> removed = new ArrayList<>();
        if (!excess.isEmpty()) {
            Removals removals = new Removals(context, orphans, excess, removed);
            ReplayState end = context.followDeletions(removals::ending);
            excess.forEach(pod -> removals.end(pod, end));
        }
        return context.findings()
                .verdict(
                        "the set removed the pods " + Phrases.list(removed) + " that it had adopted and did not want",
                        "no StatefulSet " + context.name() + " was created over more pods than it wants");
    }

    private record Removals(
            JudgingContext context,
            Map<Incarnation, Observation> orphans,
            List<Incarnation> excess,
            List<Integer> removed) {
        /** How many seconds after the request the Event of the controller may tell of it. */
        private static final long LATEST = 1;

        void ending(PodTransition turn, ReplayState before) {
            Incarnation pod = turn.pod();
            Observation set = orphans.get(pod);
            Optional<Observation> owned = set == null ? Optional.empty() : Orphans.owned(pod, set);
            if (owned.isEmpty() || context.attribution().explain(pod)) {
                return;
            }
            DeletionReason cause = context.cause(turn, before);
            if (cause == DeletionReason.SCALE_DOWN && excess.contains(pod)) {
                excess(turn, before, owned.get());
            } else if (cause == DeletionReason.NONE) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " although the set that had adopted it " + Phrases.at(owned.get()) + " wants it",
                        owned.get(),
                        turn.at());
            }
        }

        private void excess(PodTransition turn, ReplayState before, Observation owned) {
            removed.add(turn.ordinal());
            boolean ordered = before.possible().stream().allMatch(StatefulSetView::ordered);
            Optional<Incarnation> higher = excess.stream()
                    .filter(other -> ordered && stood(other, turn, before))
                    .findFirst();
            Optional<Integer> unhealthy = ordered ? unhealthy(turn, before) : Optional.empty();
            if (higher.isPresent() && perhapsAskedBefore(turn, higher.get())) {
                context.findings()
                        .open(
                                words(turn) + " before " + Phrases.pod(higher.get())
                                        + "; somebody else may have asked for that before the controller, which says so only to the"
                                        + " second",
                                owned,
                                turn.at());
            } else if (higher.isPresent()) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " before " + Phrases.pod(higher.get())
                                + ", which the set had adopted and does not want either",
                        owned,
                        turn.at());
            } else if (unhealthy.isPresent()) {
                context.broken(
                        turn,
                        before,
                        words(turn) + " while " + before.plight(unhealthy.get()),
                        turn.at(),
                        before.evidence(unhealthy.get(), turn.at()));
            } else if (context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER) {
                context.findings().judged();
            }
        }

        /** Whether that pod has a higher ordinal, had been adopted too, is wanted as little, and was not asked to end yet. */
        private boolean stood(Incarnation other, PodTransition turn, ReplayState before) {
            long at = turn.at().resourceVersion();
            return other.ordinal() > turn.ordinal()
                    && orphans.get(other).equals(orphans.get(turn.pod()))
                    && Orphans.owned(other, orphans.get(other))
                            .filter(owned -> owned.resourceVersion() < at)
                            .isPresent()
                    && before.possible().stream().noneMatch(spec -> spec.wants(other.ordinal()))
                    && selected(other, orphans.get(other), at)
                    && other.firstTerminating()
                            .map(ending -> ending.resourceVersion() > at)
                            .orElse(true);
        }

        /**
         * Whether the controller may have asked for the end of a pod only after that of another, and somebody else before: an Event of
         * the controller tells of a second request as of the first.
         */
        private boolean perhapsAskedBefore(PodTransition turn, Incarnation higher) {
            boolean told = context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER
                    && !context.attribution().allNotedBy(turn.at())
                    && turn.at().request().isEmpty();
            Optional<Instant> first = asked(turn.at());
            Optional<Instant> then = higher.firstTerminating().flatMap(Removals::asked);
            return told
                    && first.isPresent()
                    && then.filter(at -> !at.isAfter(first.get().plusSeconds(LATEST)))
                            .isPresent();
        }

        /** When a deletion was asked for, in whole seconds. */
        private static Optional<Instant> asked(Observation ending) {
            return ending.object()
                    .deletionTimestamp()
                    .map(end -> end.minusSeconds(
                            ending.object().deletionGracePeriodSeconds().orElse(0)));
        }

        /** Whether nobody has taken that pod out of the set by other labels. */
        private static boolean selected(Incarnation pod, Observation set, long at) {
            return pod.lifetime()
                    .at(at)
                    .filter(state -> Orphans.matches(state, StatefulSetView.of(set)))
                    .isPresent();
        }

        private Optional<Integer> unhealthy(PodTransition turn, ReplayState before) {
            Optional<Integer> found = Optional.empty();
            for (StatefulSetView spec : before.possible()) {
                OptionalInt wanted = before.unhealthyWhenDeleting(
                        turn.ordinal(), spec.start(), spec.end(), pod -> context.asksAgain(pod, spec));
                if (wanted.isEmpty()) {
                    return Optional.empty();
                }
                found = Optional.of(wanted.getAsInt());
            }
            return found;
        }

        void end(Incarnation pod, ReplayState end) {
            Observation set = orphans.get(pod);
            if (pod.firstTerminating().isPresent()) {
                return;
            }
            String sentence = Phrases.pod(pod) + " is none that the set wants that was created " + Phrases.at(set)
                    + ", and was not removed";
            Optional<WaitedInVain> inVain = WaitedInVain.after(context, set).filter(wait -> toBeRemoved(pod, set, end));
            if (inVain.isPresent()) {
                context.findings()
                        .broken(
                                sentence + ", " + inVain.get().words(),
                                set,
                                pod.lifetime().last(),
                                inVain.get().control());
            } else {
                context.findings()
                        .open(
                                sentence + " until the recording ended",
                                set,
                                pod.lifetime().last());
            }
        }

        private static boolean toBeRemoved(Incarnation pod, Observation set, ReplayState end) {
            boolean same = end.state()
                    .filter(state -> state.object().uid().equals(set.object().uid()))
                    .isPresent();
            return same
                    && end.possible().stream()
                            .allMatch(spec -> !spec.wants(pod.ordinal())
                                    && spec.minReadySeconds() == 0
                                    && end.firstUnhealthy(spec.start(), spec.end())
                                            .isEmpty()
                                    && WaitedInVain.inTheWay(spec.end(), end).isEmpty());
        }

        private static String words(PodTransition turn) {
            return Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at());
        }
    }
}
