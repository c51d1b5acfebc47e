package dev.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares what it costs to judge with what it cost before. Both run in turn on the same file, so that a machine that is busy with
 * something else slows down both, and what counts is the processor time of each run against that of the one beside it.
 *
 * <p>Arguments: the launcher as it was before, the launcher now, a folder for the histories, the size of the heap, and the numbers of
 * events. Ends with 1 when judging has become too slow.
 */
public final class JudgeComparison {
    private static final int PODS = 1000;
    private static final int RUNS = 5;
    private static final double ALLOWED = 1.1;

    private JudgeComparison() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String before = arguments[0];
        String now = arguments[1];
        Path file = Path.of(arguments[2]).resolve("history.jsonl");
        String heap = arguments[3];
        double worst = 0;
        System.out.printf("%9s %12s %12s %8s  %s%n", "events", "before CPU s", "now CPU s", "ratio", "of single runs");
        for (long events : Stream.of(arguments).skip(4).map(Long::valueOf).toList()) {
            LargeHistory.write(file, events, PODS);
            JudgeRun.of(before, file, heap, JudgeRun.KEPT); // what comes after it finds the file in memory
            List<Double> befores = new ArrayList<>();
            List<Double> nows = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                befores.add(JudgeRun.of(before, file, heap, JudgeRun.KEPT).processorSeconds());
                nows.add(JudgeRun.of(now, file, heap, JudgeRun.KEPT).processorSeconds());
                ratios.add(nows.get(i) / befores.get(i));
            }
            double ratio = median(ratios);
            worst = Math.max(worst, ratio);
            System.out.printf(
                    "%9d %12.2f %12.2f %8.3f  %s%n",
                    events,
                    median(befores),
                    median(nows),
                    ratio,
                    String.join(
                            " ", ratios.stream().sorted().map("%.3f"::formatted).toList()));
        }
        if (worst > ALLOWED) {
            System.err.printf(
                    "Judging takes %.2f times the processor time that it took before; %.1f times is allowed.%n",
                    worst, ALLOWED);
            System.exit(1);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
