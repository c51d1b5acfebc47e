package dev.holdfast.guarantee;

import dev.holdfast.history.SetTimeline;
import dev.holdfast.history.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** For which sets an order is promised at all. */
final class Order {
    private Order() {}

    /** The verdict when nothing can or need be judged: the set was never seen, or its management policy is Parallel. */
    static Optional<Verdict> notPromised(SetTimeline set, Subject subject) {
        Optional<StatefulSetView> view = set.last();
        if (view.isEmpty()) {
            return Optional.of(notSeen(subject));
        }
        return view.get().ordered()
                ? Optional.empty()
                : Optional.of(Verdict.notApplicable("StatefulSet " + subject.statefulSet()
                        + " has podManagementPolicy Parallel, which promises no order"));
    }

    static Verdict notSeen(Subject subject) {
        return Verdict.inconclusive(
                "StatefulSet " + subject.namespace() + "/" + subject.statefulSet() + " was never observed", List.of());
    }
}
