package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/** How many pods a rolling update may take away at once. */
final class Unavailability {
    private Unavailability() {}

    /** The verdict for a set that lets an update take away more than one pod. */
    static Optional<Verdict> severalAllowed(JudgingContext matter) {
        return matter.set().specs().stream()
                .map(StatefulSetView::of)
                .filter(view -> allowed(view) > 1)
                .findFirst()
                .map(view -> Verdict.notApplicable("StatefulSet " + matter.name() + " allows maxUnavailable "
                        + view.maxUnavailable().orElse("") + ", so more than one pod may be updated at once"));
    }

    // A percentage is rounded down by the controller, though the documentation says up, and is 1 at least.
    private static int allowed(StatefulSetView view) {
        String most = view.maxUnavailable().orElse("1");
        try {
            return most.endsWith("%")
                    ? view.replicas() * Integer.parseInt(most.substring(0, most.length() - 1)) / 100
                    : Integer.parseInt(most);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("maxUnavailable '" + most + "' is neither a number nor a percentage", e);
        }
    }
}
