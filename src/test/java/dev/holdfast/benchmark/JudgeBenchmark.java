package dev.holdfast.benchmark;

import dev.holdfast.guarantee.Judgements;
import dev.holdfast.guarantee.Judgements.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Measures what it costs to judge the saved history of a large set by all guarantees.
 *
 * <p>Arguments: a folder for the generated histories, the number of pods, and the numbers of events, ascending. Every history is
 * generated first when it is not there yet, and then read and judged as {@code holdfast judge} does.
 */
public final class JudgeBenchmark {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private JudgeBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int pods = Integer.parseInt(arguments[1]);
        System.out.printf(
                "%10s %8s %8s %8s %8s %8s %8s  %s%n",
                "events", "file MB", "read s", "judge s", "sum s", "cpu s", "heap MB", "verdicts");
        for (int i = 2; i < arguments.length; i++) {
            long events = Long.parseLong(arguments[i]);
            Path file = folder.resolve("large-" + pods + "-" + events + ".jsonl");
            if (!Files.exists(file)) {
                LargeHistory.write(file, events, pods);
            }
            measure(file, events);
        }
    }

    private static void measure(Path file, long events) throws IOException {
        resetPeak();
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        History history = HistoryFile.read(file);
        long read = System.nanoTime();
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Judgement> judgements = Judgements.of(history, executor);
        long end = System.nanoTime();
        executor.shutdown();
        System.out.printf(
                "%10d %8d %8.2f %8.2f %8.2f %8.2f %8d  %s%n",
                events,
                Files.size(file) >> 20,
                (read - begin) / 1e9,
                (end - read) / 1e9,
                (end - begin) / 1e9,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e9,
                peak() >> 20,
                words(judgements));
        judgements.stream()
                .filter(judgement -> judgement.verdict().outcome() == Outcome.FAILED)
                .forEach(judgement -> System.out.println(
                        judgement.guarantee().id() + ": " + judgement.verdict().sentence()));
    }

    private static String words(List<Judgement> judgements) {
        long passed = count(judgements, Outcome.PASSED);
        long failed = count(judgements, Outcome.FAILED);
        return passed + " passed, " + failed + " failed, " + (judgements.size() - passed - failed)
                + " nothing to judge";
    }

    private static long count(List<Judgement> judgements, Outcome outcome) {
        return judgements.stream()
                .filter(judgement -> judgement.verdict().outcome() == outcome)
                .count();
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    // The sum of the pools' peaks, which need not have come at once, so it is no less than the true one.
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
