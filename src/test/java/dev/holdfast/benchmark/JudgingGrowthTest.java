package dev.holdfast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a guarantee costs grows with the events and not with their square. Time is no matter for a test; what a guarantee allocates is
 * the same each time, and betrays most of what is looked for again and again: how long it takes is what checks/judge-benchmark
 * shows.
 */
class JudgingGrowthTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PODS = 30;
    private static final int EVENTS = 2_000;
    private static final int TIMES = 8;
    /** What grows with the square would be 64 times as much. */
    private static final double ALLOWED = 1.6 * TIMES;

    /** So little tells nothing of how it grows. */
    private static final long LITTLE = 200_000;

    @TempDir
    private Path folder;

    @Test
    void isThatOfTheEvents() throws IOException {
        Map<String, Long> few = allocated(EVENTS);
        Map<String, Long> many = allocated(EVENTS * TIMES);

        assertThat(many).allSatisfy((guarantee, bytes) -> assertThat(bytes.doubleValue())
                .as("bytes allocated by %s for %d times the events, before %d", guarantee, TIMES, few.get(guarantee))
                .isLessThan(Math.max(LITTLE, ALLOWED * few.get(guarantee))));
    }

    private Map<String, Long> allocated(int events) throws IOException {
        Path file = folder.resolve(events + ".jsonl");
        LargeHistory.write(file, events, PODS);
        History history = HistoryFile.read(file);
        Subject subject = Judge.subjects(history).get(0);
        Map<String, Long> allocated = new HashMap<>();
        for (Guarantee guarantee : Catalogue.all()) {
            guarantee.judge(history, subject); // what all share is there afterwards
            long before = THREADS.getCurrentThreadAllocatedBytes();
            guarantee.judge(history, subject);
            allocated.put(guarantee.id(), THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return allocated;
    }
}
