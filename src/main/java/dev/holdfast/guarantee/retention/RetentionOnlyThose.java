package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * No other end of a pod than that it is scaled away takes its claims along, whatever the retention policy is: not its deletion, its
 * update, its eviction or the loss of its node. Standing.
 *
 * <p>A claim goes with a pod that is its owner, and nobody else takes it along. So it is broken as soon as a pod is made the owner of
 * a claim that the set has wanted by every spec up to then.
 */
public final class RetentionOnlyThose extends RetentionGuarantee {
    public RetentionOnlyThose() {
        super(
                RetentionPolicy.ANY,
                Promise.of(
                                "retention.only-those",
                                "The retention policies MUST apply only when Pods are removed because their StatefulSet is deleted or scaled"
                                        + " down: the claims of a Pod that ends otherwise, and is replaced, are retained")
                        .otherwise(Harm.DATA, "A member loses its data when it is restarted, evicted or updated")
                        .documentedAt(RETENTION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        for (Incarnation pod : context.set().incarnations()) {
            for (String name : claims.of(pod).values()) {
                for (Lifetime claim : claims.named(name)) {
                    judge(pod, claim, context);
                }
            }
        }
        return context.findings()
                .verdict(
                        "no pod that " + context.name() + " wanted was made the owner of its claim",
                        "no pod of " + context.name() + " had a claim");
    }

    private static void judge(Incarnation pod, Lifetime claim, JudgingContext context) {
        Findings findings = context.findings();
        findings.judged();
        Optional<Observation> given =
                OwnedClaims.given(claim, pod.uid(), Long.MAX_VALUE).filter(state -> wantedUntil(state, pod, context));
        if (given.isEmpty()) {
            withoutOwner(pod, claim, context);
            return;
        }
        String sentence = Phrases.pod(pod) + " was made the owner of its claim " + claim.name() + " "
                + Phrases.at(given.get()) + ", although the set had never wanted to do without it";
        if (new OwnedClaims(context).givenByController(claim, given.get(), pod.uid())) {
            findings.broken(sentence, pod.lifetime().first(), given.get());
        } else {
            findings.open(
                    sentence + "; who did that is not known, and it breaks the guarantee only if the cluster did",
                    given.get());
        }
    }

    /** A claim that nobody takes along goes only when somebody deletes it. */
    private static void withoutOwner(Incarnation pod, Lifetime claim, JudgingContext context) {
        Optional<Observation> ending = claim.firstTerminating()
                .filter(state -> pod.existsAt(state.resourceVersion()) && wantedUntil(state, pod, context));
        Optional<Observation> set = ending.flatMap(state -> context.set().stateAt(state.resourceVersion()))
                .filter(state -> !state.object().terminating());
        boolean unowned = claim.lastNotTerminating()
                .filter(state -> state.object().owners().stream().allMatch(owner -> set.filter(
                                owned -> owned.object().uid().equals(owner.uid()))
                        .isPresent()))
                .isPresent();
        if (set.isEmpty() || !unowned) {
            return;
        }
        DeletionActor actor = ObjectAttribution.of(context.set()).actor(Kinds.CLAIM, claim);
        String sentence = "claim " + claim.name() + " was deleted " + Phrases.at(ending.get())
                + ", although the set had never wanted to do without " + Phrases.pod(pod);
        if (actor.isFreeToDoSo()) {
            return;
        }
        if (new OwnedClaims(context).deletedByCluster(ending.get())) {
            context.findings().broken(sentence, set.get(), ending.get());
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; nobody is on record for that, and it breaks the guarantee only if the cluster did it",
                            ending.get());
        }
    }

    /** Whether every spec that the controller can have acted on until then wants the pod. */
    private static boolean wantedUntil(Observation given, Incarnation pod, JudgingContext context) {
        boolean fromTheBeginning = context.set().specs().stream()
                .findFirst()
                .filter(first -> first.change() == Change.ADDED)
                .isPresent();
        return fromTheBeginning
                && context.set().specs().stream()
                        .filter(spec -> spec.resourceVersion() < given.resourceVersion())
                        .map(StatefulSetView::of)
                        .allMatch(spec -> spec.wants(pod.ordinal()));
    }
}
