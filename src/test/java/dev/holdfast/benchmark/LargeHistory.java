package dev.holdfast.benchmark;

import dev.holdfast.benchmark.Shapes.Counts;
import dev.holdfast.benchmark.Shapes.Stage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the history of one large set, as its API server would tell it: every state is a whole object. The set is created, and
 * then updated, scaled down and up again, and loses single pods to the scenario, over and over, until no more of that fits in; then
 * it rests. The controller that it shows makes no mistake, or a single one about in the middle.
 */
final class LargeHistory {
    private static final int REVISIONS_KEPT = 10;
    private static final int LOST_AT_A_TIME = 20;

    private final Log log;
    private final int pods;
    private final int[] incarnation;
    private final int[] revisionOf;
    private final Map<Integer, Integer> standing = new TreeMap<>();
    private long mistakeAfter;
    private int wanted;
    private long generation;
    private int revision;
    private int currentRevision = 1;
    private int existing;
    private int ready;

    private LargeHistory(Log log, int pods, long mistakeAfter) {
        this.log = log;
        this.pods = pods;
        this.mistakeAfter = mistakeAfter;
        this.incarnation = new int[pods];
        this.revisionOf = new int[pods];
    }

    /** Writes that many events of a set of that many pods, whose controller makes no mistake. */
    static void write(Path file, long events, int pods) throws IOException {
        write(file, events, pods, Long.MAX_VALUE);
    }

    /** Writes that many events, in the middle of which one pod is created although the one before it is not Ready yet. */
    static void writeWithOneMistake(Path file, long events, int pods) throws IOException {
        write(file, events, pods, events / 2);
    }

    private static void write(Path file, long events, int pods, long mistakeAfter) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Log log = new Log(out, events);
            new LargeHistory(log, pods, mistakeAfter).tell();
            log.end();
        }
    }

    private void tell() throws IOException {
        log.action("create", "StatefulSet", "web", "");
        wanted = pods;
        newTemplate("ADDED");
        for (int ordinal = 0; ordinal < pods; ordinal++) {
            log.tell("ADDED", Shapes.claim(ordinal, false, log.version()));
            log.tell("MODIFIED", Shapes.claim(ordinal, true, log.version()));
        }
        grow(0);
        int tenth = Math.max(2, pods / 10);
        for (int round = 0; log.room() > 20L * tenth; round++) {
            if (log.room() > 14L * pods) {
                update();
            }
            scale(pods - tenth);
            scale(pods);
            for (int i = 0; i < LOST_AT_A_TIME && log.room() > 15; i++) {
                lose((round * 7 + i * 13) % pods);
            }
        }
        while (log.room() > 0) {
            pod("MODIFIED", (int) (log.room() % pods), Stage.READY);
        }
    }

    private void update() throws IOException {
        newTemplate("MODIFIED");
        for (int ordinal = wanted - 1; ordinal >= 0; ordinal--) {
            down(ordinal);
            up(ordinal);
        }
        status();
        int beyondTheLimit = revision - 1 - REVISIONS_KEPT; // the newest is in use, and does not count
        if (beyondTheLimit > 0) {
            log.tell("DELETED", Shapes.revision(beyondTheLimit, log.version()));
        }
    }

    private void newTemplate(String change) throws IOException {
        Counts before = counts();
        generation++;
        log.tell(change, Shapes.set(wanted, generation, revision + 1, before, log.version()));
        revision++;
        log.tell("ADDED", Shapes.revision(revision, log.version()));
        status();
    }

    private void scale(int replicas) throws IOException {
        log.action("scale", "StatefulSet", "web", "");
        Counts before = counts();
        int had = wanted;
        wanted = replicas;
        generation++;
        log.tell("MODIFIED", Shapes.set(wanted, generation, revision, before, log.version()));
        for (int ordinal = had - 1; ordinal >= wanted; ordinal--) {
            down(ordinal);
        }
        grow(had);
        status();
    }

    private void lose(int ordinal) throws IOException {
        log.action("delete", "Pod", "web-" + ordinal, Shapes.uid(ordinal, incarnation[ordinal]));
        down(ordinal);
        up(ordinal);
    }

    /** Creates the pods from that ordinal on, each when the one before is Ready, but for the one mistake. */
    private void grow(int from) throws IOException {
        for (int ordinal = from; ordinal < wanted; ordinal++) {
            if (log.index() >= mistakeAfter && ordinal + 1 < wanted) {
                mistakeAfter = Long.MAX_VALUE;
                begin(ordinal);
                begin(ordinal + 1);
                run(ordinal);
                run(++ordinal);
            } else {
                up(ordinal);
            }
        }
    }

    private void up(int ordinal) throws IOException {
        begin(ordinal);
        run(ordinal);
    }

    private void begin(int ordinal) throws IOException {
        incarnation[ordinal]++;
        revisionOf[ordinal] = revision;
        existing++;
        standing.merge(revision, 1, Integer::sum);
        pod("ADDED", ordinal, Stage.CREATED);
        status();
    }

    private void run(int ordinal) throws IOException {
        pod("MODIFIED", ordinal, Stage.SCHEDULED);
        pod("MODIFIED", ordinal, Stage.ADMITTED);
        pod("MODIFIED", ordinal, Stage.STARTING);
        pod("MODIFIED", ordinal, Stage.RUNNING);
        pod("MODIFIED", ordinal, Stage.READY);
        ready++;
        status();
    }

    private void down(int ordinal) throws IOException {
        standing.merge(revisionOf[ordinal], -1, Integer::sum);
        pod("MODIFIED", ordinal, Stage.TERMINATING);
        status();
        pod("MODIFIED", ordinal, Stage.STOPPED);
        ready--;
        pod("MODIFIED", ordinal, Stage.REMOVED);
        existing--;
        pod("DELETED", ordinal, Stage.REMOVED);
        status();
    }

    private void pod(String change, int ordinal, Stage stage) throws IOException {
        log.tell(change, Shapes.pod(ordinal, incarnation[ordinal], revisionOf[ordinal], stage, log.version()));
    }

    private void status() throws IOException {
        // The controller completes an update in the status in which it counts the last pod.
        if (ready == wanted && standing.getOrDefault(revision, 0) == wanted) {
            currentRevision = revision;
        }
        log.tell("MODIFIED", Shapes.set(wanted, generation, revision, counts(), log.version()));
    }

    private Counts counts() {
        return new Counts(
                generation,
                revision,
                currentRevision,
                existing,
                ready,
                standing.getOrDefault(currentRevision, 0),
                standing.getOrDefault(revision, 0));
    }
}
