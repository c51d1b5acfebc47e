package dev.holdfast.guarantee;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** How many pods a rolling update may take away at once, and which it does not take away since they were not available before. */
public final class Unavailability {
    private Unavailability() {}

    /** The verdict for a set that always let an update take away more than one pod. */
    public static Optional<Verdict> severalAllowed(JudgingContext context) {
        List<StatefulSetView> specs =
                context.set().specs().stream().map(StatefulSetView::of).toList();
        return specs.stream().anyMatch(Unavailability::one)
                ? Optional.empty()
                : specs.stream()
                        .findFirst()
                        .map(view -> Verdict.notApplicable("StatefulSet " + context.name() + " allows maxUnavailable "
                                + view.maxUnavailable().orElse("") + ", so more than one pod may be updated at once"));
    }

    /** Whether an update by that spec may take away one pod only. */
    public static boolean one(StatefulSetView spec) {
        return allowed(spec) <= 1;
    }

    /**
     * Whether the controller may have taken a pod that it deletes for an update for one that was not available anyway. With
     * podManagementPolicy Parallel it replaces all such pods at once, before it goes through the others in order.
     */
    public static boolean already(PodTransition ending, ReplayState before) {
        return before.possible().stream().anyMatch(spec -> !spec.ordered() && !available(ending, spec, before));
    }

    // Who was Ready for as long as the spec asks for can be told by clocks only, and no verdict follows from a clock.
    private static boolean available(PodTransition ending, StatefulSetView spec, ReplayState before) {
        List<Incarnation.Interval> ready = ending.pod().ready();
        if (ready.isEmpty() || !wasHealthy(ending)) {
            return false;
        }
        Observation since = ready.get(ready.size() - 1).from();
        return before.heardOf(since) && spec.minReadySeconds() == 0;
    }

    // The moment before the deletion is the one that ended the pod's health, so the pod itself is asked.
    private static boolean wasHealthy(PodTransition ending) {
        return ending.pod().healthyAt(ending.at().resourceVersion() - 1);
    }

    /** How many pods an update by that spec may take away at once. */
    // The documentation says that a percentage is rounded up. The controller rounds it down: it takes away fewer than
    // it may.
    public static int allowed(StatefulSetView view) {
        String most = view.maxUnavailable().orElse("1");
        try {
            return most.endsWith("%")
                    ? (view.replicas() * Integer.parseInt(most.substring(0, most.length() - 1)) + 99) / 100
                    : Integer.parseInt(most);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("maxUnavailable '" + most + "' is neither a number nor a percentage", e);
        }
    }

    /** The same as the controller reckons: it rounds a percentage down, to 1 at least. */
    public static int roundedDown(StatefulSetView view) {
        String most = view.maxUnavailable().orElse("1");
        return most.endsWith("%")
                ? Math.max(1, view.replicas() * Integer.parseInt(most.substring(0, most.length() - 1)) / 100)
                : allowed(view);
    }
}
