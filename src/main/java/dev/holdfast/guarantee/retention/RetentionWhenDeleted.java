package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.SetDeletions;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where {@code whenDeleted} is Delete, the claims go with their set, after their pods.
 *
 * <p>Known deviation: the controller makes the set the owner of a claim only when it has heard of the claim, some time after it made
 * it. A set that is deleted before that leaves the claim behind.
 */
public final class RetentionWhenDeleted extends RetentionGuarantee {
    private static final String ISSUE = "https://github.com/kubernetes/kubernetes/pull/142130";

    public RetentionWhenDeleted() {
        super(
                RetentionPolicy.WHEN_DELETED,
                Promise.of(
                                "retention.when-deleted",
                                "With whenDeleted Delete all PersistentVolumeClaims from the volumeClaimTemplates MUST be deleted, after"
                                        + " their Pods, when the StatefulSet is deleted")
                        .otherwise(
                                Harm.DATA,
                                "Volumes that were to go with their StatefulSet are left, and its next one finds their data")
                        .documentedAt(RETENTION)
                        .knownDeviation(
                                "a claim that was made just before the StatefulSet was deleted may not have been given to it yet, and stays",
                                ISSUE));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Deletions(context).verdict();
    }

    private static final class Deletions {
        private final JudgingContext context;
        private final DueOwners due;
        private final Set<Integer> judged = new TreeSet<>();

        Deletions(JudgingContext context) {
            this.context = context;
            this.due = DueOwners.of(context);
        }

        Verdict verdict() {
            List<Observation> deletions = SetDeletions.of(context.set());
            context.follow((moment, before) -> {
                if (moment instanceof SpecWritten written
                        && deletions.contains(written.at())
                        && !SetDeletions.orphans(written.at())
                        && promised(before)) {
                    deleted(written.at());
                }
            });
            return context.findings()
                    .verdict(
                            "the claims of the pods " + Phrases.list(judged) + " went with the set, after their pods",
                            "StatefulSet " + context.name() + " was not deleted while whenDeleted was Delete");
        }

        private static boolean promised(ReplayState before) {
            return !before.possible().isEmpty()
                    && before.specsKnown()
                    && before.possible().stream().allMatch(StatefulSetView::deletesClaimsWhenDeleted);
        }

        private void deleted(Observation deletion) {
            for (Incarnation pod : context.set().incarnations()) {
                if (pod.controlledBy(deletion) && StatefulSetView.of(deletion).wants(pod.ordinal())) {
                    for (Lifetime claim : due.claims().of(pod, deletion.resourceVersion())) {
                        judge(pod, claim, deletion);
                    }
                }
            }
        }

        private void judge(Incarnation pod, Lifetime claim, Observation deletion) {
            String set = deletion.object().uid();
            Observation state = claim.at(deletion.resourceVersion()).orElseThrow();
            if (OwnedClaims.given(claim, set, deletion.resourceVersion()).isPresent()) {
                judged.add(pod.ordinal());
                new Departure(context, due.claims())
                        .judge(pod, claim, set, deletion, "the set had been deleted " + Phrases.at(deletion));
            } else if (!state.object().terminating()
                    && claim.deleted().isEmpty()
                    && !due.claims().foreign(state, pod, set)) {
                left(pod, claim, state, deletion);
            }
        }

        private void left(Incarnation pod, Lifetime claim, Observation state, Observation deletion) {
            String sentence = "claim " + claim.name() + " of " + Phrases.pod(pod.ordinal())
                    + " stayed when the set was deleted " + Phrases.at(deletion)
                    + ", since the set had not been made its owner";
            Optional<DueOwners.Due> last = due.last(claim, deletion);
            if (last.filter(each -> each.spec().deletesClaimsWhenDeleted()).isPresent()) {
                Observation looked = last.get().at();
                String although = sentence
                        + ", although the controller had gone over the set twice until it wrote the status "
                        + Phrases.at(looked);
                if (Standstills.refusedAnything(context)) {
                    context.findings()
                            .open(
                                    although + "; the controller said that it was refused something",
                                    state,
                                    looked,
                                    deletion);
                } else {
                    context.findings().broken(although, state, looked, deletion);
                }
            } else if (!alwaysDelete(claim, deletion)) {
                context.findings().open(sentence + "; the policy was another when it was made", state, deletion);
            } else {
                context.findings()
                        .deviates(
                                sentence + ", as Kubernetes does when it has not heard of a claim yet (" + ISSUE + ")",
                                state,
                                deletion);
            }
        }

        private boolean alwaysDelete(Lifetime claim, Observation deletion) {
            return context.set()
                            .at(claim.first().resourceVersion())
                            .filter(StatefulSetView::deletesClaimsWhenDeleted)
                            .isPresent()
                    && context.set().specs().stream()
                            .filter(spec ->
                                    spec.resourceVersion() > claim.first().resourceVersion()
                                            && spec.resourceVersion() < deletion.resourceVersion())
                            .map(StatefulSetView::of)
                            .allMatch(StatefulSetView::deletesClaimsWhenDeleted);
        }
    }
}
