package dev.holdfast.observer.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How often something took how long, as Prometheus counts it. */
final class Histogram {

    private static final double[] BOUNDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    private final long[] counts = new long[BOUNDS.length];
    private long count;
    private double sum;

    /** It took that long. */
    synchronized void took(Duration time) {
        double seconds = time.toNanos() / 1e9;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (seconds <= BOUNDS[i]) {
                counts[i]++;
            }
        }
        count++;
        sum += seconds;
    }

    /** Appends its lines. */
    synchronized void write(String name, List<String> lines) {
        for (int i = 0; i < BOUNDS.length; i++) {
            lines.add(name + "_bucket{le=\"" + number(BOUNDS[i]) + "\"} " + counts[i]);
        }
        lines.add(name + "_bucket{le=\"+Inf\"} " + count);
        lines.add(name + "_sum " + String.format(Locale.ROOT, "%.3f", sum));
        lines.add(name + "_count " + count);
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
