package dev.holdfast.bystander;

import dev.holdfast.bystander.Life.Lived;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.cluster.OwnCluster;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.recording.Recorder;
import dev.holdfast.scenario.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Looks on while people do with their sets what people do, on a cluster where nothing is broken, and judges what was seen.
 * Whoever looks on notes no action of anybody. That a promise is said to be broken there is a false alarm.
 */
@Command(name = "checks/bystander", mixinStandardHelpOptions = true, sortOptions = false)
final class Bystander implements Callable<Integer> {

    @Mixin
    private OwnCluster own = new OwnCluster();

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where the recording and the diary of each life are kept. Default: ${DEFAULT-VALUE}")
    private Path keep = Path.of("target/bystander");

    @Option(names = "--deeds", description = "How many things are done to each set. Default: ${DEFAULT-VALUE}")
    private int deeds = 5;

    @Option(names = "--rounds", description = "How often each kind of set lives. Default: ${DEFAULT-VALUE}")
    private int rounds = 1;

    @Option(names = "--at-once", description = "How many sets live at the same time. Default: ${DEFAULT-VALUE}")
    private int atOnce = 4;

    @Option(
            names = "--seed",
            description = "From which everything follows that is left to chance. Default: another one each time.")
    private long seed = System.currentTimeMillis();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bystander()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        say("seed " + seed);
        EmbeddedClusterOptions options = own.options(keep).withNodes(3, 0);
        List<Lived> lived;
        History history;
        try (EmbeddedCluster cluster = new EmbeddedClusterProvider(options).start(Bystander::say)) {
            Surroundings.prepare(cluster.client(), cluster.images());
            HistoryLog log = new HistoryLog();
            try (Recorder recorder = Recorder.wholeCluster(cluster.client(), log, new Timeouts(1))) {
                lived = live(cluster);
                Fence fence = log.snapshot().fence();
                recorder.catchUp();
                log.append(fence);
            }
            history = log.snapshot();
        }
        return judge(history, lived);
    }

    private List<Lived> live(EmbeddedCluster cluster) throws InterruptedException, ExecutionException {
        ExecutorService people = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Lived>> lives = new ArrayList<>();
            for (Life life : lives()) {
                lives.add(people.submit(() -> {
                    Lived lived = life.live(cluster);
                    say(life.namespace() + ": " + lived.failure().orElse("lived"));
                    return lived;
                }));
            }
            List<Lived> lived = new ArrayList<>();
            for (Future<Lived> life : lives) {
                lived.add(life.get());
            }
            return lived;
        } finally {
            people.shutdownNow();
        }
    }

    private List<Life> lives() {
        Random random = new Random(seed);
        Deque<Deed> deck = new ArrayDeque<>();
        int place = 0;
        List<Surroundings> all = List.of(Surroundings.values());
        List<Life> lives = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Design design : Design.ALL) {
                List<Deed> own = new ArrayList<>();
                for (int i = 0; i < deeds; i++) {
                    if (deck.isEmpty()) {
                        List<Deed> shuffled = new ArrayList<>(List.of(Deed.values()));
                        Collections.shuffle(shuffled, random);
                        deck.addAll(shuffled);
                    }
                    own.add(deck.remove());
                }
                Surroundings around = all.get((place++ + round + (int) (seed % all.size())) % all.size());
                lives.add(new Life(design.name() + "-" + round, design, around, own, random.nextLong()));
            }
        }
        return lives;
    }

    private int judge(History history, List<Lived> lived) throws IOException {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<String> broken = new ArrayList<>();
        boolean whole = true;
        for (Lived each : lived) {
            String namespace = each.life().namespace();
            Path file = keep.resolve(namespace + ".jsonl");
            HistoryFile.write(file, of(history, namespace));
            Files.writeString(keep.resolve(namespace + ".txt"), each.diary());
            whole &= each.failure().isEmpty();
            for (Judgement judgement : Judge.of(HistoryFile.read(file), Runnable::run)) {
                Outcome outcome = judgement.verdict().outcome();
                outcomes.merge(outcome, 1, Integer::sum);
                if (outcome == Outcome.FAILED || outcome == Outcome.KNOWN_DEVIATION) {
                    String line = namespace + ": " + judgement.guarantee().id() + ": "
                            + judgement.verdict().sentence();
                    say((outcome == Outcome.FAILED ? "FALSE ALARM " : "known deviation ") + line);
                    if (outcome == Outcome.FAILED) {
                        broken.add(line);
                    }
                }
            }
        }
        say(lived.size() + " lives, " + history.entries().size() + " entries; verdicts: " + outcomes + "; in " + keep);
        if (!whole) {
            say("not all could be done that was to be done");
        }
        return broken.isEmpty() && whole && outcomes.containsKey(Outcome.PASSED) ? 0 : 1;
    }

    /** What concerns one namespace: its objects, its volumes, itself and the nodes, and what the recorder noted. */
    private static History of(History history, String namespace) {
        List<Entry> entries = history.entries().stream()
                .filter(entry -> !(entry instanceof Observation seen) || concerns(seen.object(), namespace))
                .toList();
        return History.of(entries);
    }

    private static boolean concerns(Resource object, String namespace) {
        return switch (object.kind()) {
            case "Node" -> true;
            case "Namespace" -> object.name().equals(namespace);
            case Kinds.VOLUME ->
                object.json().at("/spec/claimRef/namespace").asString("").equals(namespace);
            default -> object.namespace().equals(namespace);
        };
    }

    private static void say(String line) {
        System.out.println("bystander: " + line);
    }
}
