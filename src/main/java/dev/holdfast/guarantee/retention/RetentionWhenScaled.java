package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where {@code whenScaled} is Delete, the claims of a pod that is scaled away are given to the pod before it is deleted, and go after
 * it.
 *
 * <p>A claim of which the controller need not have heard yet, or that belongs to somebody else, may be left behind.
 *
 * <p>Known deviation: with the strategy Recreate the controller deletes all pods that are not of the latest version before it looks at
 * the claims of those that are scaled away. So where one write changes the template and takes a pod away, that pod is not made the
 * owner of its claim, which stays. Seen with Kubernetes 1.37.2; no issue is known.
 */
public final class RetentionWhenScaled extends RetentionGuarantee {
    public RetentionWhenScaled() {
        super(
                RetentionPolicy.WHEN_SCALED,
                Promise.of(
                                "retention.when-scaled",
                                "With whenScaled Delete the PersistentVolumeClaims of Pods that are scaled down MUST be deleted after their"
                                        + " Pods: a condemned Pod MUST be set as the owner of its claims before it is deleted")
                        .otherwise(
                                Harm.DATA,
                                "A member that is added later starts on the data of one that was scaled away")
                        .documentedAt(RETENTION)
                        .knownDeviation(
                                "with the strategy Recreate, a Pod that is not of the latest version when it is scaled"
                                        + " down is deleted before it is set as the owner of its claims, and these stay"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        OwnedClaims claims = new OwnedClaims(context);
        Set<Integer> removed = new TreeSet<>();
        context.followPods((turn, before) -> {
            if (condemned(turn, before, context)) {
                for (Lifetime claim : claims.of(turn.pod(), turn.at().resourceVersion())) {
                    judge(turn, claim, before, claims, context);
                }
                removed.add(turn.ordinal());
            }
        });
        return context.findings()
                .verdict(
                        "the claims of the pods " + Phrases.list(removed)
                                + " were given to the pods before these were deleted, and went after them",
                        "no pod of " + context.name() + " with a claim was scaled away with whenScaled Delete");
    }

    /** Whether the controller deletes the pod when it is scaled away, by every spec that it may be acting on. */
    private static boolean condemned(PodTransition turn, ReplayState before, JudgingContext context) {
        DeletionActor actor = context.attribution().actor(turn.pod());
        return turn.is(PodChange.ENDING)
                && turn.at().change() != Change.LISTED
                && (actor == DeletionActor.CONTROLLER || actor == DeletionActor.UNKNOWN)
                && turn.at().object().controllerUid().isPresent()
                && turn.at().object().controllerUid().equals(set(before))
                && promised(acting(turn, before, context), turn.ordinal());
    }

    private static boolean promised(List<StatefulSetView> acting, int ordinal) {
        return !acting.isEmpty()
                && acting.stream().allMatch(spec -> spec.deletesClaimsWhenScaled() && !spec.wants(ordinal));
    }

    /** The specs by which the controller may have deleted the pod. If it did, it was by none that gave it no reason to. */
    private static List<StatefulSetView> acting(PodTransition turn, ReplayState before, JudgingContext context) {
        return context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER
                ? before.possible().stream()
                        .filter(spec -> deletes(spec, turn, context))
                        .toList()
                : before.possible();
    }

    /** Whether a spec gave the controller a reason to delete the pod, whichever of its labels it had heard of. */
    private static boolean deletes(StatefulSetView spec, PodTransition turn, JudgingContext context) {
        return turn.pod().lifetime().states().stream()
                .map(state -> new PodTransition(PodChange.ENDING, turn.pod(), state))
                .anyMatch(each -> DeletionReason.by(spec, each, context.revisions()) != DeletionReason.NONE);
    }

    private static Optional<String> set(ReplayState situation) {
        return situation.state().map(state -> state.object().uid());
    }

    private static void judge(
            PodTransition turn, Lifetime claim, ReplayState before, OwnedClaims claims, JudgingContext context) {
        long deleted = turn.at().resourceVersion();
        Observation state = claim.at(deleted).orElseThrow();
        String set = set(before).orElseThrow();
        if (OwnedClaims.given(claim, turn.pod().uid(), deleted).isPresent()) {
            new Departure(context, claims)
                    .judge(
                            turn.pod(),
                            claim,
                            turn.pod().uid(),
                            turn.at(),
                            Phrases.pod(turn.ordinal()) + " was scaled away " + Phrases.at(turn.at()));
            return;
        }
        if (state.object().terminating() || claims.foreign(state, turn.pod(), set)) {
            return;
        }
        String sentence = Phrases.pod(turn.pod()) + " was scaled away " + Phrases.at(turn.at())
                + ", and had not been made the owner of its claim " + claim.name() + " before";
        long gone = turn.pod().deleted().map(Observation::resourceVersion).orElse(Long.MAX_VALUE);
        Optional<Observation> late = OwnedClaims.given(claim, turn.pod().uid(), gone);
        if (late.isPresent() && !context.attribution().allNotedBy(turn.at())) {
            // Of two who ask for the same, the second leaves no trace but an Event of his own.
            context.findings()
                    .open(
                            sentence + "; it was made that " + Phrases.at(late.get())
                                    + ", before the pod was gone, whose deletion somebody else may have asked for before the controller",
                            late.get(),
                            turn.at());
        } else if (!claims.known(claim, set, deleted)) {
            context.findings()
                    .open(sentence + "; the controller may not have heard of that claim yet", state, turn.at());
        } else if (!claims.knownToBeFree(claim, turn.pod(), set, deleted)) {
            context.findings()
                    .open(
                            sentence
                                    + "; the controller may not have heard that the claim belongs to nobody else any more",
                            state,
                            turn.at());
        } else {
            left(turn, state, before, sentence, context);
        }
    }

    private static void left(
            PodTransition turn, Observation claim, ReplayState before, String sentence, JudgingContext context) {
        List<StatefulSetView> acting = acting(turn, before, context);
        List<StatefulSetView> recreating = acting.stream()
                .filter(spec -> DeletionReason.by(spec, turn, context.revisions()) == DeletionReason.RECREATE)
                .toList();
        boolean certain = before.specsKnown() && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
        if (recreating.isEmpty() || !certain) {
            context.broken(turn, before, sentence, claim, turn.at());
        } else if (recreating.equals(acting)
                && acting.stream().allMatch(spec -> context.revisions().of(spec).isPresent())) {
            context.findings()
                    .deviates(
                            sentence
                                    + ", as Kubernetes does with the strategy Recreate where the pod, here of revision "
                                    + PodView.of(turn.at()).revision() + ", is not of the latest version",
                            claim,
                            turn.at());
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; whether the controller was acting by the strategy Recreate, and the pod not of the latest"
                                    + " version, is not known",
                            claim,
                            turn.at());
        }
    }
}
