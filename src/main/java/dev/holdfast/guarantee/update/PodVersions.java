package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.ObjectAttribution;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;

/** Judges from which revision a pod was made. */
final class PodVersions {
    private final JudgingContext context;
    private final Templates templates;

    PodVersions(JudgingContext context) {
        this.context = context;
        this.templates = new Templates(context.set());
    }

    /**
     * How a new pod is not of a revision, by its label or by what it runs, as a clause; empty when it is.
     */
    Optional<String> otherThan(String revision, PodTransition created) {
        PodView pod = PodView.of(created.at());
        return pod.revision().equals(revision)
                ? templates.difference(pod, revision)
                : Optional.of("its revision is " + Phrases.quote(pod.revision()));
    }

    /**
     * Judges a new pod that has to be as the one before it. Without its revision that cannot come back: the controller takes the one
     * to which it updates for the current one then. What comes of that, if somebody else deleted the revision, is no doing of an update.
     *
     * @param revision that of the pod before
     * @param why why it has to be of that revision, to follow "but"
     */
    void judgePrevious(PodTransition created, ReplayState before, String revision, String why) {
        List<Lifetime> kept = context.history()
                .lifetimesByName(Kinds.REVISION, context.subject().namespace())
                .getOrDefault(revision, List.of());
        boolean there =
                kept.stream().anyMatch(each -> each.existsAt(created.at().resourceVersion()));
        DeletionActor deleter = kept.stream()
                .filter(each -> each.deleted()
                        .filter(gone -> gone.resourceVersion() < created.at().resourceVersion())
                        .isPresent())
                .map(each -> ObjectAttribution.of(context.set()).actor(Kinds.REVISION, each))
                .reduce((one, last) -> last)
                .orElse(there ? DeletionActor.CONTROLLER : DeletionActor.UNKNOWN);
        boolean right = otherThan(revision, created).isEmpty();
        if (right || deleter == DeletionActor.CONTROLLER || !before.specsKnown()) {
            judge(created, before, revision, why);
        } else if (deleter == DeletionActor.UNKNOWN) {
            context.findings()
                    .open(
                            "ControllerRevision " + revision
                                    + (kept.isEmpty() ? " was not there when " : " was deleted before ")
                                    + Phrases.pod(created.pod()) + " came back " + Phrases.at(created.at())
                                    + "; nobody is on record for that, and without it no pod can come back as it was",
                            created.at());
        }
    }

    /**
     * Judges a new pod. While a set is being deleted its revisions go, too, so that nothing can be said of its pods.
     *
     * @param before what was so when it was created
     * @param why why it has to be of that revision, to follow "but"
     */
    void judge(PodTransition created, ReplayState before, String revision, String why) {
        boolean ending =
                before.state().filter(set -> set.object().terminating()).isPresent();
        if (ending || !JudgingContext.createdForTheSet(created, before)) {
            return;
        }
        Optional<String> wrong = otherThan(revision, created);
        if (wrong.isPresent()) {
            context.broken(
                    created,
                    before,
                    Phrases.pod(created.pod()) + " was created " + Phrases.at(created.at()) + ", but not from revision "
                            + revision + " as " + why + ": " + wrong.get(),
                    created.at());
        } else {
            context.findings().judged();
        }
    }
}
