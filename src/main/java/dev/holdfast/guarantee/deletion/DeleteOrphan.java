package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetDeletions;
import dev.holdfast.history.replay.SetTimeline;
import java.util.List;
import java.util.Optional;

/**
 * Deleting a set with {@code --cascade=orphan} leaves its pods running without an owner, and one that is deleted then stays gone.
 * That it stays gone counts only when the controller was seen at work afterwards; see {@link ControllerActivity}.
 */
public final class DeleteOrphan extends Guarantee {
    public DeleteOrphan() {
        super(Promise.of(
                        "delete.orphan",
                        "Deleting a StatefulSet with --cascade=orphan MUST leave its Pods and its ControllerRevisions as they are, no"
                                + " longer controlled; a Pod that is deleted then MUST NOT be created again")
                .otherwise(Harm.AVAILABILITY, "The workload is interrupted by a step that was to leave it running")
                .documentedAt(
                        "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#non-cascading-delete")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<Observation> deletions = SetDeletions.of(context.set()).stream()
                .filter(SetDeletions::orphans)
                .filter(deletion -> !SetDeletions.reconsidered(context.set(), deletion))
                .toList();
        if (!deletions.isEmpty()) {
            Orphaning orphaning = new Orphaning(context);
            deletions.forEach(deletion -> new LeftBehind(context, orphaning, deletion).judge());
        }
        return context.findings()
                .verdict(
                        "the pods of the deleted set stayed as they were, and none that was deleted came back",
                        "StatefulSet " + context.name() + " was not deleted with its pods left behind");
    }

    private static final class LeftBehind {
        private final JudgingContext context;
        private final Findings findings;
        private final ControllerActivity controls;
        private final Orphaning orphaning;
        private final Observation deletion;
        private final Observation gone;
        private final long next;

        LeftBehind(JudgingContext context, Orphaning orphaning, Observation deletion) {
            this.context = context;
            this.findings = context.findings();
            this.controls = ControllerActivity.of(context.set());
            this.orphaning = orphaning;
            this.deletion = deletion;
            this.gone = SetDeletions.gone(context.set(), deletion);
            this.next = nextSet(context.set());
        }

        void judge() {
            if (!gone.deleted()) {
                findings.open(
                        "StatefulSet " + context.name() + ", deleted " + Phrases.at(deletion)
                                + ", was not gone when the recording ended",
                        deletion);
                return;
            }
            for (Incarnation pod : context.set().incarnations()) {
                if (pod.controlledBy(deletion)) {
                    left(pod);
                }
            }
            revisions();
        }

        private void left(Incarnation pod) {
            Optional<Observation> ending = pod.firstTerminating().filter(at -> at.resourceVersion() < next);
            if (ending.isEmpty()) {
                released(pod);
            } else if (ending.get().resourceVersion() > deletion.resourceVersion()) {
                ended(pod, ending.get());
            }
        }

        private void ended(Incarnation pod, Observation ending) {
            String sentence = Phrases.pod(pod) + " was deleted " + Phrases.at(ending)
                    + " although the set had been deleted " + Phrases.at(deletion) + " without its pods";
            switch (context.attribution().actor(pod)) {
                case CONTROLLER -> {
                    if (deletion.change() == Change.LISTED || !orphaning.specsKnown(deletion)) {
                        findings.open(
                                sentence
                                        + (deletion.change() == Change.LISTED
                                                ? "; the recording began after that, and the controller"
                                                : "; the controller had not seen the spec that was found when the"
                                                        + " recording began, and")
                                        + " may have had a reason by a spec from before",
                                deletion,
                                ending);
                    } else if (orphaning.reason(pod, deletion) == DeletionReason.NONE) {
                        findings.broken(sentence, deletion, ending);
                    } else {
                        findings.open(
                                sentence
                                        + "; the controller had a reason by an earlier spec, and may not have heard of the deletion",
                                deletion,
                                ending);
                    }
                }
                case UNKNOWN ->
                    findings.open(
                            sentence
                                    + "; nobody is on record for having deleted it, and it breaks the guarantee only if the cluster did",
                            deletion,
                            ending);
                case OWNER_GONE, RETENTION -> released(pod);
                default -> staysGone(pod, ending);
            }
        }

        private void released(Incarnation pod) {
            Optional<Observation> then = pod.lifetime().at(gone.resourceVersion());
            boolean controlled = then.filter(state ->
                            state.object().controlledBy(deletion.object().uid()))
                    .isPresent();
            if (!controlled) {
                findings.judged();
                return;
            }
            String sentence = "StatefulSet " + context.name() + " was gone " + Phrases.at(gone) + " while "
                    + Phrases.pod(pod) + " was still controlled by it";
            boolean adopted = !pod.lifetime()
                    .first()
                    .object()
                    .controlledBy(deletion.object().uid());
            if (adopted || orphaning.young(pod.lifetime(), deletion)) {
                findings.open(
                        sentence + "; it had been " + (adopted ? "adopted" : "created")
                                + " so late that the garbage collector may not have heard of it",
                        then.get(),
                        gone);
            } else if (!context.attribution().allNotedBy(gone)) {
                findings.open(
                        sentence
                                + "; nobody is on record for having taken its finalizer away before its pods were let go",
                        then.get(),
                        gone);
            } else {
                findings.broken(sentence, then.get(), gone);
            }
        }

        private void staysGone(Incarnation pod, Observation ending) {
            Observation end = pod.deleted().orElse(ending);
            Optional<Lifetime> again = named(pod.name()).stream()
                    .filter(other -> other.first().resourceVersion() > ending.resourceVersion()
                            && other.first().resourceVersion() < next)
                    // Anybody may make a pod of that name for himself.
                    .filter(other -> other.first()
                            .object()
                            .controlledBy(deletion.object().uid()))
                    .findFirst();
            if (again.isPresent()) {
                cameBack(pod, ending, again.get());
            } else if (controls.between(end.resourceVersion(), next).isPresent()) {
                findings.judged();
            } else {
                findings.open(
                        Phrases.pod(pod) + " was gone " + Phrases.at(end)
                                + " and did not come back, but nothing shows that"
                                + " the controller was at work afterwards: it created no pod of any StatefulSet",
                        end);
            }
        }

        private void cameBack(Incarnation pod, Observation ending, Lifetime again) {
            String sentence = Phrases.pod(pod.ordinal()) + " was created again " + Phrases.at(again.first())
                    + " although no StatefulSet controlled it any more";
            if (orphaning.young(again, deletion)) {
                findings.open(
                        sentence + "; that was so soon that the controller may not have heard of the deletion",
                        ending,
                        again.first());
            } else {
                findings.broken(sentence, ending, again.first());
            }
        }

        private void revisions() {
            for (Lifetime revision : context.history()
                    .lifetimes(Kinds.REVISION, context.subject().namespace())) {
                boolean ofTheSet = revision.at(deletion.resourceVersion())
                        .filter(state ->
                                state.object().controlledBy(deletion.object().uid()))
                        .isPresent();
                revision.firstTerminating()
                        .filter(at -> ofTheSet
                                && at.resourceVersion() > deletion.resourceVersion()
                                && at.resourceVersion() < next)
                        .ifPresent(at -> revision(revision, at));
            }
        }

        private void revision(Lifetime revision, Observation at) {
            String sentence = "ControllerRevision " + revision.name() + " was deleted " + Phrases.at(at)
                    + " although the set had been deleted without its dependents";
            if (orphaning.needed(revision.name(), deletion, at)) {
                context.deleted(Kinds.REVISION, revision, sentence, deletion, at);
            } else {
                findings.open(
                        sentence
                                + "; no pod needed it, so that it may have been one too many for a controller that had not heard of"
                                + " the deletion",
                        deletion,
                        at);
            }
        }

        private List<Lifetime> named(String pod) {
            return context.history()
                    .lifetimesByName(Kinds.POD, context.subject().namespace())
                    .getOrDefault(pod, List.of());
        }

        private long nextSet(SetTimeline set) {
            return set.states().stream()
                    .filter(state -> state.resourceVersion() > deletion.resourceVersion())
                    .filter(state ->
                            !state.object().uid().equals(deletion.object().uid()))
                    .mapToLong(Observation::resourceVersion)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }
    }
}
