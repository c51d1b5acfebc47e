package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.ControllerKnowledge;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A set that is deleted without its pods leaves their claims, too, and owns them no longer, whatever its retention policy is. So a
 * set that is created again finds them.
 *
 * <p>Known deviation: the garbage collector takes the claims from the set, and a controller whose copy of the set is older than its
 * deletion gives them back. Then the set is gone, and the garbage collector deletes them as those of an owner that is not there. Seen
 * with Kubernetes 1.37.2 once in 20 runs on a busy machine; no issue is known.
 */
public final class RetentionOrphan extends RetentionGuarantee {
    private static final String DEVIATION =
            "a controller that has not seen yet that the StatefulSet is deleted may make it the owner of a claim again, which the"
                    + " garbage collector deletes then";

    public RetentionOrphan() {
        super(
                RetentionPolicy.WHEN_DELETED,
                Promise.of(
                                "retention.orphan",
                                "Deleting a StatefulSet with --cascade=orphan MUST leave the PersistentVolumeClaims of its Pods, no longer"
                                        + " owned by the StatefulSet, also with whenDeleted Delete")
                        .otherwise(
                                Harm.DATA,
                                "Whoever replaces a StatefulSet under its running Pods loses all of their data")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#orphaned-dependents")
                        .knownDeviation(DEVIATION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        OwnedClaims claims = new OwnedClaims(context);
        Set<Integer> judged = new TreeSet<>();
        for (Observation deletion : SetDeletions.of(context.set())) {
            Observation gone = SetDeletions.gone(context.set(), deletion);
            if (!SetDeletions.orphans(deletion)
                    || !gone.deleted()
                    || SetDeletions.reconsidered(context.set(), deletion)) {
                continue;
            }
            for (Incarnation pod : context.set().incarnations()) {
                for (Lifetime claim : owned(claims.of(pod, deletion.resourceVersion()), deletion)) {
                    judge(pod, claim, deletion, gone, claims, context);
                    judged.add(pod.ordinal());
                }
            }
        }
        return context.findings()
                .verdict(
                        "the claims of the pods " + Phrases.list(judged)
                                + " stayed, and did not belong to the set when it was gone",
                        "StatefulSet " + context.name()
                                + " was not deleted without its pods while it owned their claims");
    }

    private static List<Lifetime> owned(List<Lifetime> claims, Observation deletion) {
        return claims.stream()
                .filter(claim -> claim.at(deletion.resourceVersion())
                        .filter(state -> ClaimOwnerships.owns(deletion.object().uid(), state)
                                && !state.object().terminating())
                        .isPresent())
                .toList();
    }

    private static void judge(
            Incarnation pod,
            Lifetime claim,
            Observation deletion,
            Observation gone,
            OwnedClaims claims,
            JudgingContext context) {
        String name = "claim " + claim.name() + " of " + Phrases.pod(pod.ordinal());
        String why = "the set had been deleted without its pods " + Phrases.at(deletion);
        Optional<Observation> still = claim.at(gone.resourceVersion())
                .filter(state -> ClaimOwnerships.owns(deletion.object().uid(), state));
        Optional<Observation> ending = claim.firstTerminating().filter(state -> byThisDeletion(claim, deletion));
        Optional<Observation> back = claims.givenBack(claim, deletion);
        if (back.isPresent()) {
            context.findings()
                    .deviates(
                            name + " was given back to the set by the controller " + Phrases.at(back.get())
                                    + ", though " + why
                                    + ending.map(state -> ", and was deleted " + Phrases.at(state))
                                            .orElse(""),
                            Stream.concat(Stream.of(deletion, back.get()), ending.stream())
                                    .toArray(Observation[]::new));
        } else if (still.isPresent()) {
            String sentence = name + " still belonged to the set that was gone " + Phrases.at(gone) + ", though " + why;
            if (ControllerKnowledge.young(
                    claim.first().object(), deletion.object().deletionTimestamp())) {
                context.findings()
                        .open(
                                sentence
                                        + "; it had been created so late that the garbage collector may not have heard of it",
                                deletion,
                                still.get(),
                                gone);
            } else if (claims.allNoted(gone)) {
                context.findings().broken(sentence, deletion, still.get(), gone);
            } else {
                context.findings()
                        .open(
                                sentence
                                        + "; nobody is on record for having taken its finalizer away before its claims"
                                        + " were let go",
                                deletion,
                                still.get(),
                                gone);
            }
        } else if (ending.isPresent()) {
            deleted(
                    claim,
                    name + " was deleted " + Phrases.at(ending.get()) + " after " + why,
                    deletion,
                    claims,
                    context);
        } else {
            context.findings().judged();
        }
    }

    /** Whether nobody but the set that is gone can have taken the claim along. */
    private static boolean byThisDeletion(Lifetime claim, Observation deletion) {
        List<Owner> owners =
                claim.lastNotTerminating().map(state -> state.object().owners()).orElse(List.of());
        return owners.stream()
                .allMatch(owner -> owner.uid().equals(deletion.object().uid()));
    }

    private static void deleted(
            Lifetime claim, String sentence, Observation deletion, OwnedClaims claims, JudgingContext context) {
        Observation ending = claim.firstTerminating().orElseThrow();
        DeletionActor actor = ObjectAttribution.of(context.set()).actor(Kinds.CLAIM, claim);
        if (actor.isFreeToDoSo()) {
            context.findings().judged();
        } else if (claims.deletedByCluster(ending)) {
            context.findings().broken(sentence, deletion, ending);
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; nobody is on record for the deletion, and it breaks the guarantee only if the cluster did it",
                            deletion,
                            ending);
        }
    }
}
