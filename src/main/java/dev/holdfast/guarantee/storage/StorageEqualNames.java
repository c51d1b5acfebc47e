package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * No pod gets for a claim template the claim that a pod of another set has for one of its own.
 *
 * <p>Known deviation: a claim is called {@code template-set-ordinal}, so that template {@code alpha-beta} of set {@code web} and template
 * {@code alpha} of set {@code beta-web} give one name, and the controller uses whatever claim has that name
 * (kubernetes/kubernetes#41153).
 */
public final class StorageEqualNames extends StorageGuarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/issues/41153";

    public StorageEqualNames() {
        super(Promise.of(
                        "storage.equal-names",
                        "For each VolumeClaimTemplate, each Pod MUST receive a PersistentVolumeClaim that is no Pod's of another"
                                + " StatefulSet")
                .otherwise(Harm.DATA, "Two applications write to one volume, and the data of one goes with the other")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .alsoSeenIn(Kinds.CLAIM)
                .knownDeviation(
                        "Two StatefulSets whose names and claim templates give the same name for a claim have one claim",
                        ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Set<String> apart = new TreeSet<>();
        Map<String, Map<String, ClaimUse>> uses =
                ClaimUse.in(context.history(), context.set().namespace());
        Map<String, ClaimUse> own = uses.getOrDefault(context.name(), Map.of());
        // A controller that makes no pod on the claim of another does what is promised.
        boolean looked = !own.isEmpty()
                || Standstills.of(context).knownBy(context.set().states().get(0), Long.MAX_VALUE);
        uses.forEach((other, theirs) -> {
            if (!other.equals(context.name()) && !theirs.isEmpty() && looked) {
                context.findings().judged();
                apart.add(other);
                own.forEach((uid, use) ->
                        Optional.ofNullable(theirs.get(uid)).ifPresent(common -> shared(use, common, context)));
            }
        });
        return context.findings()
                .verdict(
                        "no pod of " + context.name() + " has a claim of the pods of " + Phrases.list(apart),
                        "no other StatefulSet was seen beside " + context.name() + " whose pods have claims");
    }

    private static void shared(ClaimUse use, ClaimUse common, JudgingContext context) {
        Observation here = use.pod().lifetime().first();
        Observation there = common.pod().lifetime().first();
        String sentence = Phrases.pod(use.pod()) + " has claim " + use.claim().name() + " (uid "
                + use.claim().uid() + ") for the template " + use.template() + " " + Phrases.at(here) + ", and so has "
                + Phrases.pod(common.pod()) + " of StatefulSet " + common.set() + " for the template "
                + common.template() + " " + Phrases.at(there);
        if (use.asNamed() && common.asNamed()) {
            boolean first = here.index() < there.index();
            context.findings()
                    .deviates(
                            sentence + ", as Kubernetes does where both give the claim one name (" + ISSUE + ")",
                            first ? here : there,
                            first ? there : here);
            return;
        }
        boolean made = (use.asNamed() || use.asMade()) && (common.asNamed() || common.asMade());
        if (made) {
            context.findings().broken(sentence + ", although they give it different names", here, there);
        } else {
            context.findings()
                    .open(
                            sentence + ", although they give it different names; who made it so is not known",
                            here,
                            there);
        }
    }
}
