package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerKnowledge;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Of which revisions that it has made itself the controller may not have heard when it looked for them. It begins anew then, with
 * the revision of the update as the current one.
 */
final class UnheardRevisions {
    private final JudgingContext context;
    /** Those that a status called current beside another one: the controller had found them again. */
    private final Set<String> found = new HashSet<>();

    private final Set<String> passedOver = new HashSet<>();

    UnheardRevisions(JudgingContext context) {
        this.context = context;
    }

    /** The set was written. */
    void written(Observation written, ReplayState before) {
        StatefulSetView now = StatefulSetView.of(written);
        before.set()
                .map(StatefulSetView::currentRevision)
                .filter(was -> !was.equals(now.currentRevision()) && !found.contains(was))
                .ifPresent(passedOver::add);
        if (!now.currentRevision().equals(now.updateRevision())) {
            found.add(now.currentRevision());
            passedOver.remove(now.currentRevision());
        }
    }

    /** Whether it had not heard of a revision when the status ceased to name it, or may not have when it made a pod. */
    boolean contain(String revision, Observation created) {
        return passedOver.contains(revision) || (!found.contains(revision) && young(revision, created));
    }

    /** Whether a revision was no older than the controller's watch may lag behind when a pod was made. */
    private boolean young(String revision, Observation created) {
        Optional<Instant> moment = created.object().creationTimestamp();
        return context
                .history()
                .lifetimesByName(Kinds.REVISION, context.subject().namespace())
                .getOrDefault(revision, List.of())
                .stream()
                .flatMap(lifetime -> lifetime.first().object().creationTimestamp().stream())
                .noneMatch(made -> moment.filter(time -> time.isAfter(made.plus(ControllerKnowledge.LAG)))
                        .isPresent());
    }
}
