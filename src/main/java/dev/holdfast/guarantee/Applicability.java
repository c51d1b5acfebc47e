package dev.holdfast.guarantee;

import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** Which sets a promise does not concern. */
final class Applicability {
    private Applicability() {}

    /** The verdict when nothing can or need be judged: the set was never seen, or its management policy never was OrderedReady. */
    static Optional<Verdict> orderNotPromised(SetTimeline set, Subject subject) {
        if (set.states().isEmpty()) {
            return Optional.of(notSeen(subject));
        }
        return set.specs().stream().map(StatefulSetView::of).anyMatch(StatefulSetView::ordered)
                ? Optional.empty()
                : Optional.of(Verdict.notApplicable("StatefulSet " + subject.statefulSet()
                        + " has podManagementPolicy Parallel, which promises no order"));
    }

    /** The verdict when the set was not seen, or has no claim templates and so promises no storage. */
    static Optional<Verdict> storageNotPromised(SetTimeline set, Subject subject) {
        if (set.states().isEmpty()) {
            return Optional.of(notSeen(subject));
        }
        return set.specs().stream()
                        .allMatch(spec ->
                                StatefulSetView.of(spec).claimTemplates().isEmpty())
                ? Optional.of(Verdict.notApplicable(
                        "StatefulSet " + set.name() + " has no volumeClaimTemplates, so it promises no storage"))
                : Optional.empty();
    }

    /** The verdict when all pods of the set were on nodes that are simulated. */
    static Optional<Verdict> simulated(SetTimeline set) {
        boolean all =
                !set.incarnations().isEmpty() && set.incarnations().stream().allMatch(Incarnation::simulated);
        return all
                ? Optional.of(Verdict.notApplicable("every pod of " + set.name()
                        + " was on a simulated node, where no container runs (its status was written by kwok)"))
                : Optional.empty();
    }

    /** The verdict when the set was never seen. */
    static Verdict notSeen(Subject subject) {
        return Verdict.inconclusive(
                "StatefulSet " + subject.namespace() + "/" + subject.statefulSet() + " was never observed", List.of());
    }
}
