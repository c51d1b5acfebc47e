package dev.holdfast.scale;

import com.sun.management.OperatingSystemMXBean;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.cluster.OwnCluster;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Fence;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.recording.HistoryRecording;
import dev.holdfast.recording.Recorder;
import dev.holdfast.scenario.Timeouts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Records sets of many pods on simulated nodes while they are created, rolled out and scaled down, and judges them: how long does
 * it take, what does it cost the recorder and the judge, and how does that grow with the number of pods?
 *
 * <p>Processor time and memory are those of this process, which records and judges and does next to nothing else. The cluster works
 * on the same machine.
 */
@Command(name = "checks/scale", mixinStandardHelpOptions = true, sortOptions = false)
final class Scale implements Callable<Integer> {
    private static final int PODS_PER_NODE = 250;

    @Mixin
    private OwnCluster own = new OwnCluster();

    @Option(
            names = "--policy",
            description = "The podManagementPolicy of the sets, OrderedReady or Parallel. Default: ${DEFAULT-VALUE}")
    private String policy = "OrderedReady";

    @Option(
            names = "--max-unavailable",
            paramLabel = "N|SHARE",
            description =
                    "How many pods may be unavailable while a set is rolled out, such as 10%. Default: ${DEFAULT-VALUE}")
    private String unavailable = "1";

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where the recordings and the cluster's messages are kept. Default: ${DEFAULT-VALUE}")
    private Path keep = Path.of("target/scale");

    @Parameters(paramLabel = "PODS", description = "How many pods the sets have. Default: 100 300 1000 3000")
    private List<Integer> sizes = List.of(100, 300, 1000, 3000);

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** What one part of the work took, for a set of so many pods. */
    private record Measure(String part, int pods, double seconds, double processorSeconds) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Scale()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        int largest = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        EmbeddedClusterOptions options = own.options(keep).withNodes(1, largest / PODS_PER_NODE + 1);
        List<Measure> before = List.of();
        boolean kept = true;
        try (EmbeddedCluster cluster = new EmbeddedClusterProvider(options).start(Scale::say)) {
            for (int pods : sizes) {
                LargeSet set = new LargeSet(cluster.client(), "scale-" + pods, pods, policy, unavailable);
                List<Measure> now = new ArrayList<>();
                Path file = record(set, now);
                kept &= judge(file, pods, now);
                print(now, before);
                before = now;
            }
        }
        return kept ? 0 : 1;
    }

    private Path record(LargeSet set, List<Measure> measures) throws IOException {
        set.prepare();
        HistoryRecording recording = HistoryRecording.begin(keep.resolve(set.namespace() + ".jsonl"));
        HistoryLog log = recording.log();
        long memory = liveBytes();
        try (Recorder recorder = Recorder.start(set.client(), set, log, new Timeouts(1))) {
            measures.add(measured("create", set.pods(), set::create));
            measures.add(measured("roll out", set.pods(), set::rollOut));
            measures.add(measured("scale down", set.pods(), set::scaleDown));
            measures.add(measured("catch up", set.pods(), () -> {
                Fence fence = log.snapshot().fence();
                recorder.catchUp();
                log.append(fence);
            }));
        }
        recording.close();
        say(String.format(
                "%d pods: %d entries, a file of %d MB, %d MB in memory",
                set.pods(),
                log.snapshot().entries().size(),
                Files.size(recording.path()) >> 20,
                (liveBytes() - memory) >> 20));
        set.remove();
        return recording.path();
    }

    private boolean judge(Path file, int pods, List<Measure> measures) throws IOException {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<Judgement> judged = new ArrayList<>();
        measures.add(measured("judge", pods, () -> judged.addAll(Judge.of(HistoryFile.read(file), Runnable::run))));
        judged.forEach(each -> outcomes.merge(each.verdict().outcome(), 1, Integer::sum));
        judged.stream()
                .filter(each -> each.verdict().outcome() == Outcome.FAILED)
                .forEach(each -> say("FALSE ALARM " + each.guarantee().id() + ": "
                        + each.verdict().sentence()));
        say(pods + " pods: verdicts " + outcomes);
        return !outcomes.containsKey(Outcome.FAILED) && outcomes.containsKey(Outcome.PASSED);
    }

    /** Something that may need a file. */
    private interface Work {
        void run() throws IOException;
    }

    private Measure measured(String part, int pods, Work work) throws IOException {
        long begin = System.nanoTime();
        long processor = process.getProcessCpuTime();
        work.run();
        return new Measure(
                part, pods, (System.nanoTime() - begin) / 1e9, (process.getProcessCpuTime() - processor) / 1e9);
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Beside each measure stands by which power of the number of pods it grew: 1 is linear. */
    private static void print(List<Measure> now, List<Measure> before) {
        System.out.printf(
                "%6s  %-10s %9s %8s %9s %11s  %s%n",
                "pods", "part", "seconds", "pods/s", "CPU s", "CPU ms/pod", "growth");
        for (int i = 0; i < now.size(); i++) {
            Measure each = now.get(i);
            String growth = "";
            if (!before.isEmpty()) {
                double pods = Math.log((double) each.pods() / before.get(i).pods());
                growth = String.format(
                        "time %.2f, CPU %.2f",
                        Math.log(each.seconds() / before.get(i).seconds()) / pods,
                        Math.log(each.processorSeconds() / before.get(i).processorSeconds()) / pods);
            }
            System.out.printf(
                    "%6d  %-10s %9.1f %8.1f %9.2f %11.2f  %s%n",
                    each.pods(),
                    each.part(),
                    each.seconds(),
                    each.pods() / each.seconds(),
                    each.processorSeconds(),
                    each.processorSeconds() * 1000 / each.pods(),
                    growth);
        }
    }

    private static void say(String line) {
        System.out.println("scale: " + line);
    }
}
