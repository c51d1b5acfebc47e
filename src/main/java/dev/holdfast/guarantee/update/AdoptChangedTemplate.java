package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Orphans;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.guarantee.WaitedInVain;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pods that a set adopts and that are of another template than its own are updated as its update strategy says. In which order is judged
 * by the guarantees of updates.
 *
 * <p>Known deviation: a pod that lacks the volume of a claim template of the set is not updated, since the controller tries to give it
 * that, which the API server refuses (kubernetes/kubernetes#141876).
 */
public final class AdoptChangedTemplate extends Guarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/141876";

    public AdoptChangedTemplate() {
        super(Promise.of(
                        "adopt.changed-template",
                        "Pods that a StatefulSet adopts and that are of another template than its own MUST be updated to its template,"
                                + " as its update strategy says")
                .otherwise(
                        Harm.ROLLOUT,
                        "Members keep what the set that was deleted had asked for, and the roll-out never ends")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies")
                .alsoSeenIn(Kinds.REVISION)
                .knownDeviation(
                        "where the set has a claim template of which its adopted Pods have no volume, they are not updated",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Map<Incarnation, Observation> adopted = outdated(context);
        if (!adopted.isEmpty()) {
            ReplayState end = context.followPods((turn, before) -> {
                if (adopted.containsKey(turn.pod())) {
                    ending(context, turn, before, adopted.get(turn.pod()));
                } else if (JudgingContext.createdByController(turn)) {
                    before.slot(turn.ordinal())
                            .map(OrdinalState::pod)
                            .filter(adopted::containsKey)
                            .ifPresent(pod -> replaced(context, turn, before, pod, adopted.get(pod)));
                }
            });
            adopted.forEach((pod, owned) -> end(context, pod, owned, end));
        }
        return context.findings()
                .verdict(
                        "the pods that the set adopted were updated to its template",
                        "StatefulSet " + context.name() + " adopted no pod of another template than its own");
    }

    /** The pods that were adopted while they were of another revision than that of the set, each with its adoption. */
    private static Map<Incarnation, Observation> outdated(JudgingContext context) {
        Map<Incarnation, Observation> outdated = new LinkedHashMap<>();
        Orphans.of(context).forEach((pod, set) -> {
            StatefulSetView spec = StatefulSetView.of(set);
            Optional<String> target = context.revisions().of(spec);
            Orphans.owned(pod, set)
                    .filter(owned -> spec.wants(pod.ordinal())
                            && target.isPresent()
                            && !PodView.of(owned).revision().equals(target.get()))
                    .ifPresent(owned -> outdated.put(pod, owned));
        });
        return outdated;
    }

    private static void ending(JudgingContext context, PodTransition turn, ReplayState before, Observation owned) {
        boolean later = turn.is(PodChange.ENDING) && turn.at().resourceVersion() > owned.resourceVersion();
        if (!later) {
            return;
        }
        DeletionReason cause = context.cause(turn, before);
        if (cause == DeletionReason.NONE) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + ", adopted " + Phrases.at(owned) + ", was deleted "
                            + Phrases.at(turn.at()) + " although the update strategy holds it back",
                    owned,
                    turn.at());
        }
    }

    /** Judges what came in the place of a pod that the controller had deleted for an update. */
    private static void replaced(
            JudgingContext context, PodTransition created, ReplayState before, Incarnation pod, Observation owned) {
        String had = PodView.of(owned).revision();
        String made = PodView.of(created.at()).revision();
        boolean another = !before.possible().isEmpty()
                && before.possible().stream()
                        .allMatch(spec -> !spec.belowPartition(pod.ordinal())
                                && context.revisions()
                                        .of(spec)
                                        .filter(target -> !target.equals(had))
                                        .isPresent());
        if (context.attribution().actor(pod) != DeletionActor.CONTROLLER || !another) {
            return;
        }
        if (made.equals(had)) {
            context.broken(
                    created,
                    before,
                    Phrases.pod(pod) + ", adopted " + Phrases.at(owned)
                            + ", was deleted for an update, and created again " + Phrases.at(created.at())
                            + " of the revision that it had",
                    owned,
                    created.at());
        } else {
            context.findings().judged();
        }
    }

    private static void end(JudgingContext context, Incarnation pod, Observation owned, ReplayState end) {
        boolean same = end.state()
                .filter(set -> owned.object().controlledBy(set.object().uid()))
                .isPresent();
        StatefulSetView spec = end.set().orElse(null);
        boolean toBeUpdated = same
                && pod.firstTerminating().isEmpty()
                && end.possible().size() == 1
                && DeletionReason.by(spec, ending(pod), context.revisions()) == DeletionReason.UPDATE;
        if (!toBeUpdated) {
            return;
        }
        String sentence = Phrases.pod(pod) + " was adopted " + Phrases.at(owned)
                + " while it was of another template than the set, and was not updated";
        Optional<String> lacking = lacking(pod, spec);
        boolean ready = end.firstUnhealthy(spec.start(), spec.end()).isEmpty();
        Optional<WaitedInVain> inVain = WaitedInVain.after(context, owned).filter(wait -> ready);
        if (lacking.isPresent() && lookedTwice(context, owned)) {
            context.findings()
                    .deviates(
                            sentence + ": it has no volume of the claim template " + lacking.get()
                                    + ", which Kubernetes tries in vain to give it (" + ISSUE + ")",
                            owned);
        } else if (inVain.isPresent() && lacking.isEmpty() && spec.minReadySeconds() == 0) {
            context.findings()
                    .broken(
                            sentence + ", " + inVain.get().words(),
                            owned,
                            inVain.get().control());
        } else {
            context.findings().open(sentence + " until the recording ended", owned);
        }
    }

    private static PodTransition ending(Incarnation pod) {
        return new PodTransition(PodChange.ENDING, pod, pod.lifetime().last());
    }

    private static Optional<String> lacking(Incarnation pod, StatefulSetView spec) {
        Map<String, String> claims = PodView.of(pod.lifetime().last()).claims();
        return spec.claimTemplates().stream()
                .filter(template -> !claims.containsKey(template))
                .findFirst();
    }

    /** Whether the controller went over the set twice since it had adopted the pod. */
    private static boolean lookedTwice(JudgingContext context, Observation owned) {
        Optional<QuietInterval> interval = Optional.empty();
        for (Observation state : context.set().states()) {
            if (state.resourceVersion() > owned.resourceVersion()) {
                boolean goesOn =
                        interval.filter(quiet -> !quiet.endsWith(state)).isPresent();
                if (goesOn) {
                    interval.get().written(state);
                } else {
                    interval = state.deleted() ? Optional.empty() : Optional.of(new QuietInterval(state));
                }
                if (interval.filter(QuietInterval::looked).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }
}
