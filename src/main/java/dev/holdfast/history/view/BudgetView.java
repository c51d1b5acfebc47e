package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What guarantees read of a PodDisruptionBudget.
 *
 * @param minAvailable how many pods have to stay, a number or a percentage; absent when it is not said so
 * @param maxUnavailable how many pods may be away, a number or a percentage; absent when it is not said so
 * @param selector what the labels of its pods have to meet; absent when it has none, and so no pods
 * @param counted whether its status is of its present spec
 * @param allowed how many pods may be evicted, by its status
 * @param healthy how many of its pods are healthy, by its status
 * @param desired how many have to be, by its status
 * @param evicted the names of the pods that were evicted and of which it has not heard yet that they end
 */
public record BudgetView(
        Optional<String> minAvailable,
        Optional<String> maxUnavailable,
        Optional<List<Requirement>> selector,
        boolean counted,
        int allowed,
        int healthy,
        int desired,
        Set<String> evicted)
        implements View {

    /**
     * What the labels of a pod have to meet.
     *
     * @param key the label
     * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}
     * @param values what it is compared with
     */
    public record Requirement(String key, String operator, List<String> values) {
        boolean meets(Map<String, String> labels) {
            boolean among = labels.containsKey(key) && values.contains(labels.get(key));
            return switch (operator) {
                case "In" -> among;
                case "NotIn" -> !among;
                case "Exists" -> labels.containsKey(key);
                default -> !labels.containsKey(key);
            };
        }
    }

    /**
     * The view of a budget.
     *
     * @throws IllegalArgumentException if the object is not a PodDisruptionBudget
     */
    public static BudgetView of(Resource resource) {
        return resource.view(BudgetView.class);
    }

    /** The view of the budget that was observed. */
    public static BudgetView of(Observation observation) {
        return of(observation.object());
    }

    /** Whether it is about pods with such labels. A selector that asks for nothing is met by all of them. */
    public boolean selects(Map<String, String> labels) {
        return selector.filter(all -> all.stream().allMatch(each -> each.meets(labels)))
                .isPresent();
    }

    /** How many pods have to stay by its spec, if so many are wanted. */
    public int needed(int wanted) {
        return minAvailable
                .map(least -> share(least, wanted))
                .or(() -> maxUnavailable.map(most -> Math.max(0, wanted - share(most, wanted))))
                .orElse(0);
    }

    /** A percentage is rounded up, as the budget's controller does. */
    private static int share(String amount, int of) {
        return amount.endsWith("%")
                ? (int) Math.ceil(Integer.parseInt(amount.substring(0, amount.length() - 1)) * of / 100.0)
                : Integer.parseInt(amount);
    }

    @Override
    public String summary() {
        return "allows " + allowed + ", as " + healthy + " pods are healthy and " + desired + " have to be";
    }

    static BudgetView read(JsonNode budget) {
        JsonNode spec = budget.path("spec");
        JsonNode status = budget.path("status");
        return new BudgetView(
                amount(spec.path("minAvailable")),
                amount(spec.path("maxUnavailable")),
                spec.has("selector") ? Optional.of(requirements(spec.path("selector"))) : Optional.empty(),
                status.path("observedGeneration").asLong(-1)
                        >= budget.path("metadata").path("generation").asLong(0),
                status.path("disruptionsAllowed").asInt(0),
                status.path("currentHealthy").asInt(0),
                status.path("desiredHealthy").asInt(0),
                Set.copyOf(new TreeSet<>(status.path("disruptedPods").propertyNames())));
    }

    private static Optional<String> amount(JsonNode field) {
        return Optional.of(field.asString("")).filter(text -> !text.isEmpty());
    }

    private static List<Requirement> requirements(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        selector.path("matchLabels")
                .propertyStream()
                .forEach(label -> requirements.add(new Requirement(
                        label.getKey(), "In", List.of(label.getValue().asString("")))));
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asString("")));
            requirements.add(new Requirement(
                    TreeReader.text(expression, "key"), TreeReader.text(expression, "operator"), List.copyOf(values)));
        }
        return List.copyOf(requirements);
    }
}
