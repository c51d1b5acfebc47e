package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.RevisionTemplates;
import dev.holdfast.history.replay.Templates;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether a new pod is of the template that its set has now. A name of a revision alone does not tell: the controller may have
 * used the revision of another template.
 */
final class LatestTemplate {
    private final RevisionTemplates revisions;
    private final Templates templates;

    LatestTemplate(JudgingContext context) {
        this.revisions = RevisionTemplates.of(context.set());
        this.templates = new Templates(context.set());
    }

    RevisionTemplates revisions() {
        return revisions;
    }

    /** Whether the controller must have known by then what was written there, and could not have been acting by anything before. */
    static boolean known(ReplayState before, Observation written) {
        long generation = StatefulSetView.of(written).generation();
        return !before.possible().isEmpty()
                && before.possible().stream()
                        .allMatch(spec -> spec.generation() >= generation
                                && spec.strategy().rolling());
    }

    /**
     * How a new pod is of no template by which the controller may have made it, as a clause; empty when it is of one, or when it is not
     * known which template its revision keeps.
     *
     * @param current the revisions that the status may have called the current one, of which pods are made that are held back
     */
    Optional<String> otherThan(PodTransition created, ReplayState before, Set<String> current) {
        String revision = PodView.of(created.at()).revision();
        if (!revisions.knows(revision)) {
            return Optional.empty();
        }
        List<StatefulSetView> specs = before.possible();
        boolean heldBack = specs.stream()
                .anyMatch(spec -> spec.belowPartition(created.ordinal())
                        || !spec.strategy().parameters());
        boolean right = specs.stream().anyMatch(spec -> revisions.keeps(revision, spec))
                || (heldBack && current.contains(revision));
        return right
                ? templates.difference(PodView.of(created.at()), revision)
                : Optional.of("its revision " + revision + " keeps another template");
    }

    /** Whether a new pod is of the template that every spec asks for by which the controller may have made it. */
    boolean isLatest(PodTransition created, ReplayState before) {
        String revision = PodView.of(created.at()).revision();
        return before.possible().stream().allMatch(spec -> revisions.keeps(revision, spec));
    }
}
