package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A claim that another controller has is left to that: no set or pod becomes its owner, and it goes neither with its pod nor with the
 * set. Judged of claims whose pod or set went while the policy was Delete.
 */
public final class RetentionForeign extends RetentionGuarantee {
    public RetentionForeign() {
        super(
                RetentionPolicy.ANY,
                Promise.of(
                                "retention.foreign",
                                "A PersistentVolumeClaim that another controller manages MUST be left as it is: the retention policy is"
                                        + " ignored for it")
                        .otherwise(Harm.DATA, "Data that somebody else is responsible for goes with a StatefulSet")
                        .documentedAt(RETENTION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        OwnedClaims claims = new OwnedClaims(context);
        Set<String> left = new TreeSet<>();
        for (Lifetime claim : Claims.of(context.set()).ofSet()) {
            foreign(claim).ifPresent(since -> {
                Optional<Observation> ending = claim.firstTerminating();
                if (taken(claim, since, claims, context)) {
                    return;
                }
                boolean givenUp = claim.lastNotTerminating()
                        .filter(RetentionForeign::managed)
                        .isEmpty();
                if (ending.isPresent() && !givenUp) {
                    deleted(claim, since, ending.get(), claims, context);
                } else if (!givenUp && wouldHaveGone(claim, since, context)) {
                    context.findings().judged();
                    left.add(claim.name());
                }
            });
        }
        return context.findings()
                .verdict(
                        "what another controller manages was left to it: " + Phrases.list(left),
                        "no claim of " + context.name()
                                + " that another controller managed would have gone by its policy");
    }

    /** The first state in which the claim had a controller that is no StatefulSet and no pod, and was not to go yet. */
    private static Optional<Observation> foreign(Lifetime claim) {
        return claim.states().stream()
                .filter(state -> !state.deleted() && !state.object().terminating())
                .filter(RetentionForeign::managed)
                .findFirst();
    }

    private static boolean managed(Observation claim) {
        return claim.object().controller().filter(RetentionForeign::isOther).isPresent();
    }

    private static boolean isOther(Owner owner) {
        return !owner.kind().equals(Kinds.STATEFUL_SET) && !owner.kind().equals(Kinds.POD);
    }

    private static boolean taken(Lifetime claim, Observation since, OwnedClaims claims, JudgingContext context) {
        List<Observation> states = claim.states();
        Observation before = since;
        for (Observation state : states.subList(states.indexOf(since), states.size())) {
            // What its controller had given up before anybody may take.
            if (!managed(before)) {
                return false;
            }
            for (Owner owner : state.object().owners()) {
                boolean had = since.object().owners().contains(owner);
                if (!isOther(owner) && !had) {
                    String sentence = owner.kind() + " " + owner.name() + " was made an owner of claim " + claim.name()
                            + " " + Phrases.at(state) + ", which "
                            + since.object().controller().map(Owner::kind).orElse("") + " "
                            + since.object().controller().map(Owner::name).orElse("")
                            + " managed since resourceVersion "
                            + since.resourceVersion();
                    report(claims.givenByController(claim, state, owner.uid()), sentence, since, state, context);
                    return true;
                }
            }
            before = state;
        }
        return false;
    }

    private static void deleted(
            Lifetime claim, Observation since, Observation ending, OwnedClaims claims, JudgingContext context) {
        if (ObjectAttribution.of(context.set()).actor(Kinds.CLAIM, claim).isFreeToDoSo()) {
            return;
        }
        Owner owner = since.object().controller().orElseThrow();
        boolean stands = context.history().lifetimes(owner.kind(), context.set().namespace()).stream()
                .anyMatch(object -> object.uid().equals(owner.uid())
                        && object.at(ending.resourceVersion())
                                .filter(state -> !state.object().terminating())
                                .isPresent());
        report(
                stands && claims.deletedByCluster(ending),
                "claim " + claim.name() + ", which " + owner.kind() + " " + owner.name() + " managed, was deleted "
                        + Phrases.at(ending),
                since,
                ending,
                context);
    }

    private static void report(
            boolean byController, String sentence, Observation since, Observation at, JudgingContext context) {
        if (byController) {
            context.findings().broken(sentence, since, at);
        } else {
            context.findings()
                    .open(
                            sentence
                                    + "; who did that is not known, and it breaks the guarantee only if the cluster did",
                            since,
                            at);
        }
    }

    private static boolean wouldHaveGone(Lifetime claim, Observation since, JudgingContext context) {
        return context.set().specs().stream()
                .filter(spec -> spec.resourceVersion() > since.resourceVersion())
                .anyMatch(spec -> goes(spec, claim, context));
    }

    private static boolean goes(Observation spec, Lifetime claim, JudgingContext context) {
        StatefulSetView view = StatefulSetView.of(spec);
        boolean ends = spec.deleted() || spec.object().terminating();
        boolean lost = context.set().incarnations().stream()
                .filter(pod -> Claims.of(context.set()).of(pod).containsValue(claim.name()))
                .anyMatch(pod -> !view.wants(pod.ordinal()));
        return (ends && view.deletesClaimsWhenDeleted()) || (lost && view.deletesClaimsWhenScaled());
    }
}
