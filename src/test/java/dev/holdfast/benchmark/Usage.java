package dev.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What Linux says that a process used, asked often enough that little of its end is missed. */
record Usage(double processorSeconds, long peakMegabytes) {
    private static final double TICKS_PER_SECOND = 100;

    /** Waits for the end of a process. */
    static Usage until(Process process) throws InterruptedException {
        Usage last = new Usage(0, 0);
        do {
            last = now(process.pid(), last);
        } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
        return last;
    }

    /** What it used until now; what was known before, when it is gone. */
    static Usage now(long pid, Usage before) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new Usage(ticks / TICKS_PER_SECOND, Math.max(before.peakMegabytes(), peak(pid)));
        } catch (IOException ended) {
            return before;
        }
    }

    private static long peak(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
