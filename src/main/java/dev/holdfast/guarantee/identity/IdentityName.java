package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.Ordinal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Pods are named after their set and an ordinal in its range, belong to the set, and at rest the range is complete. */
public final class IdentityName extends Guarantee {
    public IdentityName() {
        super(Promise.of(
                        "identity.name",
                        "Each Pod of a StatefulSet with N replicas MUST have a unique ordinal from the set's range of N, and the name"
                                + " $(statefulset name)-$(ordinal)")
                .otherwise(
                        Harm.IDENTITY,
                        "Peers and clients that address pods by their ordinal reach the wrong member, or none")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Findings findings = context.findings();
        misnamed(context.set(), findings);
        foreign(context);
        outOfRange(context);
        SteadyStateOrdinals range = new SteadyStateOrdinals(context.set());
        range.judge(findings);
        if (!findings.anythingJudged()) {
            findings.open("StatefulSet " + context.name()
                    + " never came to rest with all its replicas Ready, so the names could not"
                    + " be compared with its range");
        }
        return findings.verdict(
                "whenever " + context.name() + " was at rest, its pods were exactly those of its range, last "
                        + range.last(),
                "no pod of " + context.name() + " was seen");
    }

    private static void misnamed(SetTimeline set, Findings findings) {
        for (Lifetime pod : set.misnamed()) {
            // Whoever made one that was adopted may call it what he likes.
            pod.created()
                    .filter(added -> added.object().controllerUid().isPresent()
                            && !ClaimOwnerships.of(set).createdByOthers(added))
                    .ifPresent(added -> findings.brokenAlone(
                            "pod " + pod.name() + " was created " + Phrases.at(added) + " for StatefulSet " + set.name()
                                    + ", but its name is not " + set.name() + "-<ordinal>",
                            added));
        }
    }

    // Its name would be one of the set's, but the set does not own it, nor did the scenario make it.
    private static void foreign(JudgingContext context) {
        Set<String> uids = context.set().specs().stream()
                .map(state -> state.object().uid())
                .collect(Collectors.toSet());
        Set<String> own = context.history().actions(context.subject().namespace()).stream()
                .filter(action ->
                        action.kind().equals(Kinds.POD) && action.verb().equals(Action.CREATE))
                .map(Action::name)
                .collect(Collectors.toSet());
        for (Observation pod : context.history().observations(Kinds.POD)) {
            boolean foreign = pod.change() == Change.ADDED
                    && pod.object().namespace().equals(context.subject().namespace())
                    && pod.object().controllerUid().filter(uids::contains).isEmpty();
            if (foreign
                    && Ordinal.of(context.name(), pod.object().name()).isPresent()
                    && !own.contains(pod.object().name())) {
                foreign(context, pod, uids);
            }
        }
    }

    private static void foreign(JudgingContext context, Observation pod, Set<String> uids) {
        Optional<Owner> owner = pod.object().controller();
        String sentence = "pod " + pod.object().name() + " was created " + Phrases.at(pod) + " with "
                + owner.map(found -> found.kind() + " " + found.name() + " (uid " + found.uid() + ")")
                        .orElse("nothing")
                + " as its controller, not StatefulSet " + context.name() + " (uid " + Phrases.list(uids) + ")";
        if (Attribution.byUser(pod)) {
            // Anybody may make a pod of that name for himself.
            return;
        }
        boolean mayBeTheSets = owner.isEmpty() || owner.get().kind().equals(Kinds.STATEFUL_SET);
        if (context.attribution().allNotedBy(pod)) {
            context.findings().broken(sentence, pod);
        } else if (mayBeTheSets && context.set().everWanted(ordinal(context, pod))) {
            context.findings()
                    .open(
                            sentence
                                    + "; nobody is on record for having created it, and it breaks the guarantee only if the set's"
                                    + " controller did",
                            pod);
        }
    }

    private static int ordinal(JudgingContext context, Observation pod) {
        return Ordinal.of(context.name(), pod.object().name()).orElseThrow();
    }

    private static void outOfRange(JudgingContext context) {
        SetTimeline set = context.set();
        boolean everInRange = set.ordinals().stream().allMatch(set::alwaysWanted);
        if (!everInRange) {
            context.followPods((turn, before) -> {
                if (JudgingContext.createdByController(turn) && unwanted(set, turn, before)) {
                    context.broken(
                            turn,
                            before,
                            "pod " + turn.ordinal() + " was created " + Phrases.at(turn.at()) + ", but StatefulSet "
                                    + set.name()
                                    + (set.everWanted(turn.ordinal())
                                            ? " wanted that ordinal by none of the specs that its controller may have acted on"
                                            : " never wanted that ordinal")
                                    + ": its ranges were " + ranges(set),
                            turn.at());
                }
            });
        }
    }

    // What the controller still makes for a set that was deleted is asked of all sets that had the name. Of one that
    // was
    // gone when the recording began it is not known what it wanted.
    private static boolean unwanted(SetTimeline set, PodTransition turn, ReplayState before) {
        boolean ofThePresentSet = before.state()
                .map(state -> state.object().uid())
                .equals(turn.at().object().controllerUid());
        return ofThePresentSet
                ? before.possible().stream().noneMatch(spec -> spec.wants(turn.ordinal()))
                : set.setOf(turn.pod()).isPresent() && !set.everWanted(turn.ordinal());
    }

    private static String ranges(SetTimeline set) {
        Set<String> ranges = new TreeSet<>();
        set.specs().forEach(state -> ranges.add(SteadyStateOrdinals.words(state)));
        return Phrases.list(ranges);
    }
}
