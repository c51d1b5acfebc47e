package dev.holdfast.history;

import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Tells of the PodDisruptionBudget of the set of a {@link Story}, by which one pod may be unavailable. */
public final class BudgetTeller implements Teller {
    private final ObjectTeller budget;
    private int generation = 1;
    private boolean there;

    BudgetTeller(Story story) {
        budget = new ObjectTeller(story, Kinds.BUDGET, "policy/v1", Story.NAMESPACE, "web-budget");
        budget.metadata().put("generation", generation);
        budget.spec().put("maxUnavailable", 1);
        budget.spec().putObject("selector").putObject("matchLabels").put("app", "web");
    }

    @Override
    public Story story() {
        return budget.story();
    }

    /** So many pods may be unavailable. */
    public BudgetTeller maxUnavailable(String most) {
        return with(json -> budget.spec().put("maxUnavailable", most));
    }

    /** So many pods have to be available. */
    public BudgetTeller minAvailable(int least) {
        return with(json -> {
            budget.spec().remove("maxUnavailable");
            budget.spec().put("minAvailable", least);
        });
    }

    public BudgetTeller with(Consumer<ObjectNode> change) {
        change.accept(budget.json());
        return this;
    }

    /** It says that so many pods are healthy, that so many have to be, and that it allows so many disruptions. */
    public BudgetTeller counts(int healthy, int desired, int allowed) {
        budget.status()
                .put("observedGeneration", generation)
                .put("currentHealthy", healthy)
                .put("desiredHealthy", desired)
                .put("disruptionsAllowed", allowed);
        return written();
    }

    /** It notes the pod that is evicted. */
    public BudgetTeller notes(String pod) {
        budget.status().withObject("/disruptedPods").put(pod, "2026-11-23T12:00:00Z");
        return written();
    }

    /** Its spec was changed, and nothing is counted by that yet. */
    public BudgetTeller changed() {
        budget.metadata().put("generation", ++generation);
        return written();
    }

    private BudgetTeller written() {
        budget.tell(there ? Change.MODIFIED : Change.ADDED);
        there = true;
        return this;
    }
}
