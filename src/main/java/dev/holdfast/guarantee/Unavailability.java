package dev.holdfast.guarantee;

import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** How many pods a rolling update may take away at once. */
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

    // The documentation says that a percentage is rounded up. The controller rounds it down: it takes away fewer than
    // it may.
    private static int allowed(StatefulSetView view) {
        String most = view.maxUnavailable().orElse("1");
        try {
            return most.endsWith("%")
                    ? (view.replicas() * Integer.parseInt(most.substring(0, most.length() - 1)) + 99) / 100
                    : Integer.parseInt(most);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("maxUnavailable '" + most + "' is neither a number nor a percentage", e);
        }
    }
}
