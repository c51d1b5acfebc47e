package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where {@code whenScaled} is Delete, the claims of a pod that is scaled away are given to the pod before it is deleted, and go after
 * it.
 *
 * <p>A claim of which the controller need not have heard yet, or that belongs to somebody else, may be left behind.
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
                        .documentedAt(RETENTION));
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

    /** Whether the controller deletes the pod since it is scaled away, by every spec that it may be acting on. */
    private static boolean condemned(PodTransition turn, ReplayState before, JudgingContext context) {
        DeletionActor actor = context.attribution().actor(turn.pod());
        return turn.is(PodChange.ENDING)
                && turn.at().change() != Change.LISTED
                && (actor == DeletionActor.CONTROLLER || actor == DeletionActor.UNKNOWN)
                && turn.at().object().controllerUid().isPresent()
                && turn.at().object().controllerUid().equals(set(before))
                && !before.possible().isEmpty()
                && before.possible().stream()
                        .allMatch(spec -> spec.deletesClaimsWhenScaled() && !spec.wants(turn.ordinal()));
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
        if (claims.known(claim, set, deleted)) {
            context.broken(turn, before, sentence, state, turn.at());
        } else {
            context.findings()
                    .open(sentence + "; the controller may not have heard of that claim yet", state, turn.at());
        }
    }
}
