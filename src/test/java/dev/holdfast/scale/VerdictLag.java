package dev.holdfast.scale;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long verdicts took, as Prometheus counts it.
 *
 * @param upTo how many took no longer than so many seconds; the last bound is infinite
 */
record VerdictLag(NavigableMap<Double, Long> upTo) {

    /** Keeps its own copy. */
    VerdictLag {
        upTo = Collections.unmodifiableNavigableMap(new TreeMap<>(upTo));
    }

    /** {@return those that came after an earlier count} */
    VerdictLag since(VerdictLag before) {
        TreeMap<Double, Long> later = new TreeMap<>();
        upTo.forEach((bound, count) -> later.put(bound, count - before.upTo().getOrDefault(bound, 0L)));
        return new VerdictLag(later);
    }

    /** {@return how many verdicts these are} */
    long count() {
        return upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
    }

    /** {@return which share of them took no longer than a bound; all where there are none} */
    double within(double seconds) {
        return count() == 0 ? 1 : (double) upTo.getOrDefault(seconds, 0L) / count();
    }

    /**
     * How long such a share of them took at most. Between two bounds it is taken to rise evenly, as Prometheus does.
     *
     * @param share from 0 to 1
     * @return seconds; infinite where it is beyond the last bound that is finite
     */
    double quantile(double share) {
        double rank = share * count();
        double lower = 0;
        long below = 0;
        for (Map.Entry<Double, Long> each : upTo.entrySet()) {
            if (each.getValue() >= rank && each.getValue() > below) {
                return lower + (each.getKey() - lower) * (rank - below) / (each.getValue() - below);
            }
            lower = each.getKey();
            below = each.getValue();
        }
        return 0;
    }
}
