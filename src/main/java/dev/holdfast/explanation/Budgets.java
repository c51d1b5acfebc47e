package dev.holdfast.explanation;

import dev.holdfast.explanation.obstacle.Evidence;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A budget that allows no disruption. It holds up drains; the controller of a set does not ask it. */
final class Budgets {

    private Budgets() {}

    static Optional<Statement> of(SetSnapshot snapshot) {
        return snapshot.budgets().stream()
                .filter(budget -> budget.getStatus() != null
                        && Objects.equals(budget.getStatus().getDisruptionsAllowed(), 0))
                .findFirst()
                .map(Budgets::statement);
    }

    private static Statement statement(PodDisruptionBudget budget) {
        String name = budget.getMetadata().getName();
        return new Statement(
                "budget " + name
                        + " allows no disruption: that holds up drains, and neither this set nor a deletion by hand",
                List.of(Evidence.field(
                        "PodDisruptionBudget " + name,
                        "status.disruptionsAllowed",
                        "0 (" + budget.getStatus().getCurrentHealthy() + " healthy, "
                                + budget.getStatus().getDesiredHealthy() + " wanted)",
                        Optional.empty())));
    }
}
