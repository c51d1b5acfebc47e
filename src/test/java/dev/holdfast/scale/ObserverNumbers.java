package dev.holdfast.scale;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an observer says of itself at {@code /metrics}, at one moment.
 *
 * @param values the numbers, by name and labels as they stand there
 */
record ObserverNumbers(Map<String, Double> values) {

    private static final String SETS = "holdfast_sets{";
    private static final String BROKEN = "holdfast_guarantee_broken_total{";
    private static final String LAG = "holdfast_verdict_lag_seconds_bucket{le=\"";

    /** Keeps its own copy. */
    ObserverNumbers {
        values = Map.copyOf(values);
    }

    /** Reads the text format of Prometheus; an observer that has not begun yet says nothing. */
    static ObserverNumbers parse(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new ObserverNumbers(values);
    }

    /** {@return how many sets are observed} */
    long sets() {
        return sum(SETS);
    }

    /** {@return how many of them are at rest; a set that was never judged is not said to be} */
    long atRest() {
        return (long) value(SETS + "state=\"at_rest\"}");
    }

    /** {@return how many events it has heard of} */
    long events() {
        return (long) value("holdfast_entries_total");
    }

    /** {@return how often something may have been missed} */
    long gaps() {
        return (long) value("holdfast_gaps_total");
    }

    /** {@return how many findings there are} */
    long findings() {
        return sum(BROKEN);
    }

    /** {@return how long its verdicts took, since it began} */
    VerdictLag lag() {
        TreeMap<Double, Long> upTo = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(LAG)) {
                String bound = name.substring(LAG.length(), name.length() - "\"}".length());
                upTo.put(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.valueOf(bound), value.longValue());
            }
        });
        return new VerdictLag(upTo);
    }

    private double value(String name) {
        return values.getOrDefault(name, 0.0);
    }

    private long sum(String prefix) {
        return (long) values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
