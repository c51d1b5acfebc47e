package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PodGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every pod carries from its creation the labels that tell its name, its ordinal and its revision. Standing. */
public final class IdentityLabels extends PodGuarantee {
    public IdentityLabels() {
        super(Promise.of(
                        "identity.labels",
                        "The controller MUST create each Pod with the labels statefulset.kubernetes.io/pod-name, set to the Pod's name,"
                                + " apps.kubernetes.io/pod-index, set to its ordinal, and controller-revision-hash, set to the name of the"
                                + " ControllerRevision it is made from")
                .otherwise(Harm.IDENTITY, "A Service that selects one pod by its label reaches another pod, or none")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label")
                .seenOnlyIn(Kinds.POD, Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Set<String> revisions = context
                .history()
                .lifetimes(Kinds.REVISION, context.subject().namespace())
                .stream()
                .filter(revision -> owned(revision, set.name()))
                .map(Lifetime::name)
                .collect(Collectors.toSet());
        int pods = 0;
        for (Incarnation pod : set.incarnations()) {
            // Of a set that was gone when the recording began the revisions may be gone, too.
            boolean ofKnownSet = set.states().isEmpty() || set.setOf(pod).isPresent();
            if (pod.createdBySet().isPresent() && ofKnownSet) {
                judge(context.history(), pod, revisions, findings);
                pods++;
            }
        }
        return findings.verdict(
                pods + (pods == 1 ? " pod was" : " pods were")
                        + " created with the labels of name, ordinal and revision",
                "no pod of " + context.subject().statefulSet() + " was created");
    }

    private static void judge(History history, Incarnation pod, Set<String> revisions, Findings findings) {
        Observation added = pod.createdBySet().orElseThrow();
        expect(pod, added, PodView.NAME_LABEL, pod.name(), findings);
        index(history.serverVersion(), pod, added, findings);
        String revision = PodView.of(added).revision();
        if (revisions.isEmpty()) {
            findings.open("no ControllerRevision was recorded with which the label of " + Phrases.pod(pod)
                    + " could be compared");
        } else if (!revisions.contains(revision)) {
            findings.broken(
                    Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " with the label "
                            + PodView.REVISION_LABEL + " " + Phrases.quote(revision)
                            + ", but the set's ControllerRevisions are " + Phrases.list(revisions),
                    added);
        }
        findings.judged();
    }

    // Kubernetes gives this label since 1.28.
    private static void index(Optional<ServerVersion> version, Incarnation pod, Observation added, Findings findings) {
        boolean given = added.object().labels().containsKey(PodView.INDEX_LABEL);
        if (given || version.filter(server -> server.isAtLeast(1, 28)).isPresent()) {
            expect(pod, added, PodView.INDEX_LABEL, String.valueOf(pod.ordinal()), findings);
        } else if (version.isEmpty()) {
            findings.open(
                    Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " without the label "
                            + PodView.INDEX_LABEL
                            + ", which is given since Kubernetes 1.28, and which Kubernetes this is was"
                            + " not recorded",
                    added);
        }
    }

    private static void expect(Incarnation pod, Observation added, String label, String value, Findings findings) {
        String found = added.object().labels().getOrDefault(label, "");
        if (!found.equals(value)) {
            findings.brokenAlone(
                    Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " "
                            + Phrases.instead("the label " + label, found, Phrases.quote(value)),
                    added);
        }
    }

    private static boolean owned(Lifetime revision, String set) {
        // An orphaned revision has lost its owner, but not its name, and another set may take it.
        return revision.states().stream().anyMatch(state -> state.object()
                .controller()
                .map(owner ->
                        owner.kind().equals(Kinds.STATEFUL_SET) && owner.name().equals(set))
                .orElse(revision.name().startsWith(set + "-")));
    }
}
