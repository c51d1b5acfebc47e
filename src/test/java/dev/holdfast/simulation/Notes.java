package dev.holdfast.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the containers of pods note of themselves: when they began and, once they have, when they ended. */
final class Notes {

    /** For how long a container runs on of which nobody tells any more. */
    private static final long LEFT_ALONE = 3000;

    private final List<Run> runs = new ArrayList<>();

    /** A container from its start on. */
    private static final class Run {
        private final Pod pod;
        private final int number;
        private final long begun;
        private Optional<Long> ended = Optional.empty();

        Run(Pod pod, int number, long begun) {
            this.pod = pod;
            this.number = number;
            this.begun = begun;
        }
    }

    /** One line and when it was written. */
    private record Line(long at, String text) {}

    void begins(Pod pod, long at) {
        runs.add(new Run(pod, runs.size(), at));
    }

    void ends(Pod pod, long at) {
        runs.stream()
                .filter(run -> run.pod.uid().equals(pod.uid()) && run.ended.isEmpty())
                .forEach(run -> run.ended = Optional.of(at));
    }

    /**
     * All of them up to a moment, as a witness would have heard them.
     *
     * @param gone when a pod was gone that is no more
     * @param oneKernel whether all pods ran on one, or each on its own
     */
    List<String> heard(Function<Pod, Optional<Instant>> gone, Instant until, boolean oneKernel) {
        List<Line> lines = new ArrayList<>();
        for (Run run : runs) {
            String kernel = oneKernel ? "kernel" : run.pod.uid();
            lines.add(line(run, kernel, 1, run.begun, "begins"));
            run.ended
                    .or(() -> gone.apply(run.pod).map(at -> at.toEpochMilli() + LEFT_ALONE))
                    .ifPresent(ended -> lines.add(line(run, kernel, 2, ended, "ended")));
        }
        return lines.stream()
                .filter(line -> line.at() <= until.toEpochMilli())
                .sorted(Comparator.comparing(Line::at))
                .map(Line::text)
                .toList();
    }

    private static Line line(Run run, String kernel, int note, long at, String event) {
        String text = "%s,%s,%d,%d,%d,%s,%d.%02d,%s"
                .formatted(
                        run.pod.name(),
                        run.pod.uid(),
                        run.number,
                        note,
                        note - 1,
                        kernel,
                        at / 1000,
                        at % 1000 / 10,
                        event);
        return new Line(at, text);
    }
}
