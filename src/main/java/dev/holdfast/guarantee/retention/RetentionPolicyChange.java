package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Phrases;
import java.util.Set;
import java.util.TreeSet;

/**
 * The owners of the claims are what the present retention policy says, also when it is another than before. Judged where nothing had
 * changed while the controller went over the set twice, of the pods that it came to.
 */
public final class RetentionPolicyChange extends RetentionGuarantee {
    public RetentionPolicyChange() {
        super(
                RetentionPolicy.ANY,
                Promise.of(
                                "retention.policy-change",
                                "When the persistentVolumeClaimRetentionPolicy is changed, the owner references of the PersistentVolumeClaims"
                                        + " MUST be updated: with whenDeleted Delete the StatefulSet is an owner of all of them, with"
                                        + " Retain of none")
                        .otherwise(
                                Harm.DATA,
                                "Data goes that is to be kept now, or stays for ever that nobody wants any more")
                        .documentedAt(RETENTION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<Integer> right = new TreeSet<>();
        for (DueOwners.Due due : DueOwners.of(context).all()) {
            if (due.right()) {
                context.findings().judged();
                right.add(due.pod().ordinal());
            } else if (Standstills.refusedAnything(context)) {
                context.findings()
                        .open(
                                sentence(due) + "; the controller said that it was refused something",
                                due.claim(),
                                due.at());
            } else {
                context.findings().broken(sentence(due), due.claim(), due.at());
            }
        }
        return context.findings()
                .verdict(
                        "the owners of the claims of the pods " + Phrases.list(right) + " were what the policy says",
                        "it was never seen that the controller of " + context.name()
                                + " had gone over it twice since something changed");
    }

    private static String sentence(DueOwners.Due due) {
        String policy = due.spec().deletesClaimsWhenDeleted() ? "Delete" : "Retain";
        String owner = due.ofPod()
                ? Phrases.pod(due.pod().ordinal()) + ", which the set wants, was an owner of its claim "
                        + due.lifetime().name()
                : "the set was " + (due.owned() ? "an" : "no") + " owner of claim "
                        + due.lifetime().name() + " of " + Phrases.pod(due.pod().ordinal());
        return owner + " since resourceVersion " + due.claim().resourceVersion() + ", although whenDeleted was "
                + policy + " and the controller had gone over the set twice until it wrote the status "
                + Phrases.at(due.at());
    }
}
