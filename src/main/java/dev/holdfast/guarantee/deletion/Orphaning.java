package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerKnowledge;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What those who have not heard of it yet may still do to the pods of a set whose deletion leaves its pods. */
final class Orphaning {
    private final JudgingContext context;
    /** The specs by which the controller may have been acting when each set was asked to go, by its uid. */
    private final Map<String, List<StatefulSetView>> specs = new HashMap<>();

    private final Map<Incarnation, PodTransition> endings = new HashMap<>();

    /** The sets whose specs are not all known by which the controller may have been acting then, by their uid. */
    private final Set<String> unknown = new HashSet<>();
    /** The pods of which the controller may not have heard yet when their set was asked to go. */
    private final Set<Incarnation> unheard = new HashSet<>();

    Orphaning(JudgingContext context) {
        this.context = context;
        context.follow((moment, before) -> {
            if (moment instanceof SpecWritten written && written.at().object().terminating()) {
                going(written.at(), before);
            } else if (moment instanceof PodTransition turn && turn.is(PodChange.ENDING)) {
                endings.put(turn.pod(), turn);
            }
        });
    }

    private void going(Observation set, ReplayState before) {
        if (specs.putIfAbsent(set.object().uid(), List.copyOf(before.possible())) == null) {
            if (!before.specsKnown()) {
                unknown.add(set.object().uid());
            }
            context.set().incarnations().stream()
                    .filter(pod -> pod.existsAt(set.resourceVersion()) && !before.knows(pod.ordinal()))
                    .forEach(unheard::add);
        }
    }

    /** Whether all specs are known by which the controller may have been acting when a set was asked to go. */
    boolean specsKnown(Observation deletion) {
        return !unknown.contains(deletion.object().uid());
    }

    /** Why a controller that has not heard of the deletion may delete the pod. */
    DeletionReason reason(Incarnation pod, Observation deletion) {
        PodTransition ending = endings.get(pod);
        return specs.getOrDefault(deletion.object().uid(), List.of()).stream()
                .map(spec -> DeletionReason.by(spec, ending, context.revisions()))
                // The constants are in the order in which they count.
                .min(DeletionReason::compareTo)
                .orElse(DeletionReason.NONE);
    }

    /** Whether an object was created when whoever watches may not have heard of the deletion, or the other way round. */
    boolean young(Lifetime object, Observation deletion) {
        Optional<Instant> created = object.first().object().creationTimestamp();
        Optional<Instant> deleted = deletion.object().deletionTimestamp();
        return created.isPresent()
                && deleted.isPresent()
                && Duration.between(created.get(), deleted.get()).abs().compareTo(ControllerKnowledge.LAG) <= 0;
    }

    /**
     * Whether the set or one of its pods was of that revision when the set was asked to go, as the controller must have known, and the
     * set still when the revision was. Where the status does not tell of the newest spec yet, it may have been updating to another
     * revision already.
     */
    boolean needed(String revision, Observation deletion, Observation end) {
        boolean named = Stream.of(
                        deletion,
                        context.set().stateAt(end.resourceVersion() - 1).orElse(deletion))
                .map(StatefulSetView::of)
                .allMatch(set -> revision.equals(set.currentRevision())
                        || (set.acknowledged() && revision.equals(set.updateRevision())));
        return named
                || context.set().incarnations().stream()
                        .filter(pod -> pod.revision().equals(revision) && !unheard.contains(pod))
                        .anyMatch(pod -> pod.existsAt(deletion.resourceVersion()));
    }
}
