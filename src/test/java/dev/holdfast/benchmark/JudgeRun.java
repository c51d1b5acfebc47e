package dev.holdfast.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One run of {@code judge}, measured as its user would see it, the start of Java included.
 *
 * @param seconds from its start to its end
 */
record JudgeRun(double seconds, Usage usage) {
    static final int KEPT = 0;
    static final int BROKEN = 1;

    /**
     * Judges a file.
     *
     * @param heap the most that Java may use for its objects, as {@code -Xmx} wants it
     * @param expected the exit code that tells that the verdict is the right one
     */
    static JudgeRun of(String launcher, Path file, String heap, int expected) throws IOException, InterruptedException {
        ProcessBuilder judge = new ProcessBuilder(launcher, "judge", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        judge.environment().put("JAVA_TOOL_OPTIONS", "-Xmx" + heap);
        long begin = System.nanoTime();
        Process process = judge.start();
        Usage usage = Usage.until(process);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != expected) {
            throw new IllegalStateException(
                    launcher + " judge " + file + " ended with " + process.exitValue() + " instead of " + expected);
        }
        return new JudgeRun(seconds, usage);
    }

    double processorSeconds() {
        return usage.processorSeconds();
    }
}
