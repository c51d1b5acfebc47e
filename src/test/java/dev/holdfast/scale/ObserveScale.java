package dev.holdfast.scale;

import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.cluster.OwnCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Has {@code holdfast observe} look at many sets on simulated nodes while they are changed all the time: how long until all are observed,
 * what does it cost, how late are the verdicts, and how does that grow with the number of sets?
 *
 * <p>The observer is a process of its own, and what it says of itself at {@code /metrics} is what is printed. The cluster works on the
 * same machine. Fails when the observer runs out of memory, its verdicts come late, or it finds anything: nothing is broken here.
 */
@Command(name = "checks/observe-scale", mixinStandardHelpOptions = true, sortOptions = false)
final class ObserveScale implements Callable<Integer> {

    private static final int PODS_PER_NODE = 250;
    private static final int PATIENCE_SECONDS = 15 * 60;

    @Mixin
    private OwnCluster own = new OwnCluster();

    @Option(
            names = "--sets",
            arity = "1..*",
            paramLabel = "N",
            description = "How many sets are observed, in steps, each of five pods. Default: 100 500 2000")
    private List<Integer> sizes = List.of(100, 500, 2000);

    @Option(
            names = "--namespaces",
            paramLabel = "N",
            description = "In how many namespaces they are. Default: ${DEFAULT-VALUE}")
    private int namespaces = 50;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            description =
                    "How many events a second are brought about where there are most sets; where there are fewer, as many"
                            + " for each set. Default: ${DEFAULT-VALUE}")
    private double rate = 200;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "For how long sets are changed in each step. Default: ${DEFAULT-VALUE}")
    private double minutes = 3;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "How much memory the observer may use for its objects. Default: ${DEFAULT-VALUE}")
    private String heap = "512m";

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where the observer's and the cluster's messages are kept. Default: ${DEFAULT-VALUE}")
    private Path keep = Path.of("target/observe-scale");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ObserveScale()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int most = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        EmbeddedClusterOptions options = own.options(keep).withNodes(1, most * (ManySets.PODS + 1) / PODS_PER_NODE + 1);
        List<ObservedScale> all = new ArrayList<>();
        boolean kept = true;
        try (EmbeddedCluster cluster = new EmbeddedClusterProvider(options).start(ObserveScale::say);
                ManySets sets = ManySets.none(cluster.client(), namespaces)) {
            for (int size : sizes.stream().sorted().toList()) {
                grow(sets, size);
                ObservedScale measured = observe(cluster, sets, rate * size / most);
                all.add(measured);
                System.out.println(ObservedScale.HEAD);
                all.forEach(each -> System.out.println(each.row()));
                List<String> objections = measured.objections();
                objections.forEach(each -> say("FAILED: " + size + " sets: " + each));
                kept &= objections.isEmpty();
            }
        }
        for (int i = 1; i < all.size(); i++) {
            System.out.println(all.get(i).growth(all.get(i - 1)));
        }
        return kept ? 0 : 1;
    }

    private static void grow(ManySets sets, int size) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (ProgressLines lines =
                ProgressLines.of("observe-scale", () -> sets.resting() + " of " + size + " sets are there")) {
            sets.grow(size);
        }
        say(String.format("%d sets are there after %.0f s", size, secondsSince(begin)));
    }

    private ObservedScale observe(EmbeddedCluster cluster, ManySets sets, double eventsPerSecond)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (ObserverProcess observer =
                ObserverProcess.start(own.home(), cluster.kubeconfig(), heap, keep, "observer-" + sets.count())) {
            awaitAllJudged(observer, sets.count());
            double observedAfter = secondsSince(begin);
            double toObserve = observer.processorSeconds();
            long liveAtFirst = observer.liveMegabytes();
            ObserverUse before = ObserverUse.of(observer);
            int changes = change(cluster, sets, eventsPerSecond, observer);
            ObserverUse after = ObserverUse.of(observer);
            try (ProgressLines lines =
                    ProgressLines.of("observe-scale", () -> sets.resting() + " of " + sets.count() + " sets rest")) {
                sets.awaitRest();
            }
            awaitAllJudged(observer, sets.count());
            ObserverNumbers last = observer.numbers();
            String findings = observer.findings();
            long live = observer.liveMegabytes();
            long peak = observer.peakMegabytes();
            if (last.findings() > 0) {
                say("findings: " + findings);
            }
            return new ObservedScale(
                    sets.count(),
                    observedAfter,
                    toObserve,
                    liveAtFirst,
                    live,
                    peak,
                    changes,
                    after.since(before),
                    last.lag().since(before.numbers().lag()),
                    last.gaps(),
                    last.findings(),
                    observer.end());
        }
    }

    /** Waits until each set was judged, and all of them are seen at rest. */
    private static void awaitAllJudged(ObserverProcess observer, int sets) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long lastLine = begin;
        long judged = -1;
        ObserverNumbers numbers = observer.numbers();
        while (numbers.atRest() < sets || numbers.lag().count() != judged) {
            if (secondsSince(begin) > PATIENCE_SECONDS) {
                throw new IOException(numbers.atRest() + " of " + sets + " sets are seen at rest, and no more");
            }
            judged = numbers.lag().count();
            observer.runFor(Duration.ofSeconds(1));
            numbers = observer.numbers();
            if (secondsSince(lastLine) > ProgressLines.SECONDS) {
                lastLine = System.nanoTime();
                say(numbers.atRest() + " of " + sets + " sets are seen at rest, "
                        + numbers.lag().count() + " verdicts, " + observer.residentMegabytes() + " MB");
            }
        }
    }

    /** {@return how many changes were made} */
    private int change(EmbeddedCluster cluster, ManySets sets, double eventsPerSecond, ObserverProcess observer)
            throws IOException, InterruptedException {
        ObserverNumbers begin = observer.numbers();
        ObserverNumbers last = begin;
        long end = System.nanoTime() + (long) (minutes * 60e9);
        try (Changes changes = Changes.begin(cluster.client(), sets, eventsPerSecond)) {
            while (System.nanoTime() < end) {
                observer.runFor(Duration.ofSeconds(ProgressLines.SECONDS));
                ObserverNumbers now = observer.numbers();
                VerdictLag lag = now.lag().since(last.lag());
                say(String.format(
                        "%d changes, %.0f events/s, %d verdicts, half of them within %.2f s and 99 %% within %.2f s, %d sets"
                                + " busy, %d MB",
                        changes.made(),
                        (double) (now.events() - last.events()) / ProgressLines.SECONDS,
                        lag.count(),
                        lag.quantile(0.5),
                        lag.quantile(ObservedScale.NEARLY_ALL),
                        sets.count() - sets.resting(),
                        observer.residentMegabytes()));
                changes.brought(now.events() - begin.events());
                last = now;
            }
            if (changes.refused() > 0) {
                say(changes.refused() + " changes were refused by the server");
            }
            return changes.made();
        }
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static void say(String line) {
        System.out.println("observe-scale: " + line);
    }
}
