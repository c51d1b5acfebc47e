package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
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
