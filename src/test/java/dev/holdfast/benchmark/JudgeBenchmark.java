package dev.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what it costs to judge the history of a set of 1,000 pods, and how that grows with the number of events. It measures the
 * command as its user would, the start of Java included.
 *
 * <p>Arguments: the launcher, a folder for the histories, the size of the heap, and the numbers of events. Needs nothing but the
 * JDK, so that {@code checks/judge-benchmark} can compile it by itself.
 */
public final class JudgeBenchmark {
    private static final int PODS = 1000;

    private final String launcher;
    private final Path file;
    private final String heap;

    private JudgeBenchmark(String launcher, Path file, String heap) {
        this.launcher = launcher;
        this.file = file;
        this.heap = heap;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[1]).resolve("history.jsonl");
        JudgeBenchmark benchmark = new JudgeBenchmark(arguments[0], file, arguments[2]);
        List<Long> sizes = List.of(arguments).subList(3, arguments.length).stream()
                .map(Long::valueOf)
                .toList();
        System.out.printf(
                "%9s %8s %8s %8s %8s %9s %9s  %s%n",
                "events", "file MB", "seconds", "CPU s", "peak MB", "events/s", "ns/event", "verdict");
        for (long events : sizes) {
            LargeHistory.write(file, events, PODS);
            benchmark.measure(events, JudgeRun.KEPT, "every promise kept");
        }
        long largest = sizes.get(sizes.size() - 1);
        LargeHistory.writeWithOneMistake(file, largest, PODS);
        benchmark.measure(largest, JudgeRun.BROKEN, "one mistake in the middle found");
    }

    private void measure(long events, int expected, String verdict) throws IOException, InterruptedException {
        JudgeRun run = JudgeRun.of(launcher, file, heap, expected);
        System.out.printf(
                "%9d %8d %8.1f %8.1f %8d %9.0f %9.0f  %s%n",
                events,
                Files.size(file) >> 20,
                run.seconds(),
                run.processorSeconds(),
                run.usage().peakMegabytes(),
                events / run.seconds(),
                run.seconds() * 1e9 / events,
                verdict);
    }
}
