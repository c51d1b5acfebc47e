package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.SetRevisions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.RevisionTemplates;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * What changes a set and leaves its template as it is makes no revision, and takes down no pod that is of that template. Whether nothing
 * came of it counts only when the controller was seen at work since.
 */
public final class RevisionNoOp extends Guarantee {
    public RevisionNoOp() {
        super(Promise.of(
                        "revision.no-op",
                        "A change of a StatefulSet that leaves its .spec.template as it is MUST NOT create a ControllerRevision, and"
                                + " MUST NOT replace a Pod that is of that template")
                .otherwise(Harm.ROLLOUT, "Members restart although nothing was to be rolled out")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new SameTemplate(context).follow();
        return context.findings()
                .verdict(
                        "what left the template as it is made no revision and took down no pod",
                        "StatefulSet " + context.name() + " was not changed in anything but its template while the"
                                + " controller was seen at work");
    }

    /** Follows a set as long as its template stays as it is. */
    private static final class SameTemplate {
        private final JudgingContext context;
        private final RevisionTemplates templates;
        private final SetRevisions revisions;
        private final ControllerActivity controls;
        private String set = "";
        /** The generation of the spec that brought the template. */
        private long since;
        /** The status that named the revision of the template first. */
        private Optional<Observation> named = Optional.empty();
        /** From the first change that left it as it is. */
        private Optional<QuietInterval> changed = Optional.empty();

        SameTemplate(JudgingContext context) {
            this.context = context;
            this.templates = RevisionTemplates.of(context.set());
            this.revisions = new SetRevisions(context.set());
            this.controls = ControllerActivity.of(context.set());
        }

        void follow() {
            context.followEveryWrite(this::written, this::take);
            end(Long.MAX_VALUE);
        }

        private void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && changed.isPresent()) {
                ending(turn, before);
            }
        }

        private void written(Observation written, ReplayState before) {
            StatefulSetView now = StatefulSetView.of(written);
            Optional<StatefulSetView> was =
                    before.set().filter(any -> written.object().uid().equals(set));
            boolean goesOn = was.filter(spec -> spec.template().equals(now.template()))
                    .filter(spec -> !written.deleted() && !written.object().terminating())
                    .isPresent();
            if (!goesOn) {
                end(written.resourceVersion());
                set = written.object().uid();
                since = now.generation();
                named = Optional.empty();
            } else {
                boolean another = was.orElseThrow().generation() != now.generation();
                if (changed.isEmpty() && another && named.isPresent()) {
                    changed = Optional.of(new QuietInterval(written));
                }
                changed.ifPresent(stretch -> stretch.written(written));
            }
            // A status that is ahead of its spec is that of a set before, as status.observed says.
            boolean own = now.observedGeneration() >= since && !now.aheadOfSpec();
            if (!written.deleted() && own && !now.updateRevision().isEmpty()) {
                names(written, now.updateRevision());
            }
        }

        private void names(Observation status, String revision) {
            if (named.isEmpty()) {
                named = Optional.of(status);
                return;
            }
            String first = StatefulSetView.of(named.get()).updateRevision();
            if (!first.equals(revision) && madeBySet(revision) && !deleted(first, status)) {
                context.findings()
                        .broken(
                                "the status of StatefulSet " + context.name() + " named ControllerRevision " + revision
                                        + " " + Phrases.at(status) + " for the template that had " + first
                                        + ", although that template was not changed",
                                named.get(),
                                status);
                named = Optional.of(status);
            }
        }

        /** Whether a revision was there with the set as its owner from the beginning, so that nobody else made it. */
        private boolean madeBySet(String revision) {
            return revisions.named(revision, set).stream()
                    .allMatch(each -> each.first().object().controlledBy(set));
        }

        private boolean deleted(String revision, Observation by) {
            return revisions.named(revision, set).stream()
                    .flatMap(each -> each.deleted().stream())
                    .anyMatch(gone -> gone.resourceVersion() < by.resourceVersion());
        }

        private void ending(PodTransition turn, ReplayState before) {
            DeletionReason cause = context.cause(turn, before);
            String revision = PodView.of(turn.at()).revision();
            boolean ofTheTemplate = !before.possible().isEmpty()
                    && before.possible().stream().allMatch(spec -> templates.keeps(revision, spec));
            if (ofTheTemplate && (cause.isForTheTemplate() || cause == DeletionReason.NONE)) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                                + " although it was of the template that the set had before it was changed "
                                + Phrases.at(changed.orElseThrow().begin()) + ", and has since",
                        changed.orElseThrow().begin(),
                        turn.at());
            }
        }

        private void end(long resourceVersion) {
            if (changed.filter(stretch -> stretch.worked(controls, resourceVersion))
                    .isPresent()) {
                superfluous(resourceVersion);
                context.findings().judged();
            }
            changed = Optional.empty();
        }

        /** The revisions that were made while the template that has one was not changed. */
        private void superfluous(long end) {
            long from = named.orElseThrow().resourceVersion();
            String first = StatefulSetView.of(named.get()).updateRevision();
            for (Lifetime revision : revisions.of(set)) {
                revision.created()
                        .filter(at -> at.resourceVersion() > from && at.resourceVersion() < end)
                        .filter(at -> !revision.name().equals(first) && madeBySet(revision.name()))
                        .filter(context.attribution()::allNotedBy)
                        .filter(at -> !deleted(first, at))
                        .ifPresent(at -> context.findings()
                                .broken(
                                        "ControllerRevision " + revision.name() + " was created " + Phrases.at(at)
                                                + " although the template that had " + first + " was not changed",
                                        named.get(),
                                        at));
            }
        }
    }
}
