package dev.holdfast.guarantee.revision;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.SetRevisions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.RevisionView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of the revisions that nothing is of any more, a set keeps no more than its history limit, and it keeps those that something is of.
 *
 * <p>A pass of the controller ends with deleting those that are too many. So it is judged after a pass that made a revision, which it
 * numbers after all others that it knows, when the controller has looked at the set twice since.
 */
public final class RevisionHistoryLimit extends Guarantee {
    public RevisionHistoryLimit() {
        super(Promise.of(
                        "revision.history-limit",
                        "At most revisionHistoryLimit ControllerRevisions MUST be kept that neither the status nor a Pod of the StatefulSet"
                                + " names, and none that it names MUST be deleted")
                .otherwise(
                        Harm.ROLLOUT,
                        "A template that pods are of, or that could be gone back to, is lost; or their number grows without end")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec"
                                + " (revisionHistoryLimit)")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetRevisions revisions = new SetRevisions(context.set());
        RevisionUse use = new RevisionUse(context);
        List<String> sets = context.set().states().stream()
                .map(state -> state.object().uid())
                .distinct()
                .toList();
        for (String set : sets) {
            List<Lifetime> all = revisions.of(set);
            all.forEach(revision -> deletion(revision, set, revisions, use, context));
            long firstGone = all.stream()
                    .flatMap(revision -> revision.deleted().stream())
                    .mapToLong(Observation::resourceVersion)
                    .min()
                    .orElse(Long.MAX_VALUE);
            all.forEach(revision -> ControllerPasses.after(revision, set, context.set())
                    .ifPresent(passes -> kept(passes, set, all, firstGone, use, context)));
        }
        return context.findings()
                .verdict(
                        "no more revisions were kept than the history limit, and none was deleted that was in use",
                        "StatefulSet " + context.name() + " never had more revisions than its history limit");
    }

    private static void deletion(
            Lifetime revision, String set, SetRevisions revisions, RevisionUse use, JudgingContext context) {
        Optional<Observation> gone = revision.deleted();
        if (gone.isEmpty() || !use.lives(set, gone.get())) {
            return;
        }
        String sentence = "ControllerRevision " + revision.name() + " was deleted " + Phrases.at(gone.get());
        Optional<String> user = use.user(revision.name(), set, gone.get());
        if (user.isPresent()) {
            context.deleted(Kinds.REVISION, revision, sentence + " although " + user.get(), gone.get());
        } else if (!revisions.pruned(gone.get(), set)) {
            context.deleted(
                    Kinds.REVISION,
                    revision,
                    sentence + " although the set kept no more than its history limit",
                    gone.get());
        }
    }

    private static void kept(
            ControllerPasses passes,
            String set,
            List<Lifetime> all,
            long firstGone,
            RevisionUse use,
            JudgingContext context) {
        List<Lifetime> old = all.stream()
                .filter(revision ->
                        revision.first().resourceVersion() < passes.made().resourceVersion())
                .filter(revision -> revision.existsAt(passes.end().resourceVersion()))
                .filter(revision -> !use.used(revision.name(), passes))
                .filter(revision -> revision.at(passes.made().resourceVersion() - 1)
                        .filter(state -> state.object().controlledBy(set))
                        .isPresent())
                .filter(revision -> toBeDeleted(revision, passes.end(), context))
                .toList();
        if (passes.limit() >= 0 && old.size() > passes.limit()) {
            long heard = heard(passes.made(), all);
            old = old.stream().filter(revision -> heardOf(revision, heard)).toList();
        }
        if (passes.limit() >= 0 && old.size() > passes.limit()) {
            context.findings()
                    .broken(
                            "StatefulSet " + context.name() + " had " + Phrases.count(old.size(), "revision")
                                    + " that nothing was of any more when the controller had looked at it "
                                    + Phrases.at(passes.end()) + ", more than its revisionHistoryLimit of "
                                    + passes.limit(),
                            passes.made(),
                            passes.end());
        } else if (firstGone < passes.end().resourceVersion()) {
            context.findings().judged();
        }
    }

    /** Whether a revision is there by the labels that its set selects by, and its deletion was not asked for. */
    private static boolean toBeDeleted(Lifetime revision, Observation set, JudgingContext context) {
        Map<String, String> labels = context.set()
                .at(set.resourceVersion())
                .map(StatefulSetView::matchLabels)
                .orElse(Map.of());
        boolean selected = revision.states().stream().anyMatch(state -> has(state, labels));
        return revision.at(set.resourceVersion())
                .filter(state -> !state.deleted() && !state.object().terminating())
                .filter(state -> !selected || has(state, labels))
                .isPresent();
    }

    private static boolean has(Observation revision, Map<String, String> labels) {
        return revision.object().labels().entrySet().containsAll(labels.entrySet());
    }

    /**
     * Up to which revision of the server the controller had heard of revisions when it made another one, which it gives the number after the
     * highest that it knows: it had heard of the one of that number, and of all that came before that.
     */
    private static long heard(Observation made, List<Lifetime> all) {
        long before = RevisionView.of(made).revision() - 1;
        return all.stream()
                .flatMap(other -> other.states().stream())
                .filter(state -> state.resourceVersion() < made.resourceVersion() && !state.deleted())
                .filter(state -> RevisionView.of(state).revision() == before)
                .mapToLong(Observation::resourceVersion)
                .min()
                .orElse(0);
    }

    private static boolean heardOf(Lifetime revision, long heard) {
        return revision.first().change() == Change.LISTED || revision.first().resourceVersion() <= heard;
    }
}
