package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PodGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The revision that a new pod says it is of is one of its set, and keeps the template that the pod was made from. Standing. */
public final class RevisionTruth extends PodGuarantee {
    public RevisionTruth() {
        super(Promise.of(
                        "revision.truth",
                        "The label controller-revision-hash of a Pod MUST name the ControllerRevision of its StatefulSet that keeps the"
                                + " template from which the Pod was made")
                .otherwise(
                        Harm.ROLLOUT,
                        "A member is taken for one of a version that it does not run, so that it is never updated")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history")
                .seenOnlyIn(Kinds.POD, Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Templates templates = new Templates(context.set());
        Map<String, List<Lifetime>> revisions = context.history()
                .lifetimesByName(Kinds.REVISION, context.subject().namespace());
        for (Incarnation pod : context.set().incarnations()) {
            pod.createdBySet().ifPresent(added -> judge(pod, added, templates, revisions, context));
        }
        return context.findings()
                .verdict(
                        "each pod was made from the template of the revision that its label names",
                        "no pod of " + context.subject().statefulSet()
                                + " was created of a revision whose template was observed");
    }

    private static void judge(
            Incarnation pod,
            Observation added,
            Templates templates,
            Map<String, List<Lifetime>> revisions,
            JudgingContext context) {
        String revision = PodView.of(added).revision();
        List<Lifetime> named = revisions.getOrDefault(revision, List.of());
        String created = Phrases.pod(pod) + " was created " + Phrases.at(added) + " with the label "
                + PodView.REVISION_LABEL + " " + Phrases.quote(revision);
        if (!named.isEmpty() && named.stream().allMatch(each -> ofAnother(each, context.name()))) {
            context.findings()
                    .broken(
                            created + ", but that ControllerRevision belongs to somebody else",
                            named.get(0).first(),
                            added);
            return;
        }
        Optional<String> difference = templates.difference(PodView.of(added), revision);
        if (difference.isPresent()) {
            context.findings()
                    .broken(
                            created + ", but not from the template of that ControllerRevision: " + difference.get(),
                            named.get(named.size() - 1).first(),
                            added);
        } else if (templates.knows(revision)) {
            context.findings().judged();
        }
    }

    /** Whether a revision always had an owner, and never a set of that name. */
    private static boolean ofAnother(Lifetime revision, String set) {
        return revision.states().stream().allMatch(state -> state.object()
                .controller()
                .filter(owner -> !owner.kind().equals(Kinds.STATEFUL_SET)
                        || !owner.name().equals(set))
                .isPresent());
    }
}
