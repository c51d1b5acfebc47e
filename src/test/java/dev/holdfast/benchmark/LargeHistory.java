package dev.holdfast.benchmark;

import dev.holdfast.benchmark.Shapes.Stage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the history of one large set that is created and then updated over and over, as its API server would tell it: every state
 * is a whole object of the size that such objects really have. The controller that it shows makes no mistake.
 */
final class LargeHistory {
    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    private final BufferedWriter out;
    private final long events;
    private final int pods;
    private final int[] incarnation;
    private final int[] revisionOf;
    private final Map<Integer, Integer> standing = new HashMap<>();
    private long index;
    private long version = 1000;
    private int revision;
    private int currentRevision = 1;
    private int existing;
    private int ready;

    private LargeHistory(BufferedWriter out, long events, int pods) {
        this.out = out;
        this.events = events;
        this.pods = pods;
        this.incarnation = new int[pods];
        this.revisionOf = new int[pods];
    }

    /** Writes that many events of a set of that many pods. */
    static void write(Path file, long events, int pods) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            new LargeHistory(out, events, pods).tell();
            out.write("{\"entry\":\"end\",\"entries\":" + events + "}\n");
        }
    }

    private void tell() throws IOException {
        newTemplate("ADDED");
        for (int ordinal = 0; ordinal < pods && !full(); ordinal++) {
            tell("ADDED", Shapes.claim(ordinal, false, version));
            tell("MODIFIED", Shapes.claim(ordinal, true, version));
            up(ordinal);
        }
        while (!full()) {
            newTemplate("MODIFIED");
            for (int ordinal = pods - 1; ordinal >= 0 && !full(); ordinal--) {
                down(ordinal);
                up(ordinal);
            }
            currentRevision = revision;
            status();
        }
    }

    private void newTemplate(String change) throws IOException {
        tell(change, Shapes.set(pods, revision + 1, counts(), version));
        revision++;
        tell("ADDED", Shapes.revision(revision, version));
        status();
    }

    private void up(int ordinal) throws IOException {
        incarnation[ordinal]++;
        revisionOf[ordinal] = revision;
        existing++;
        standing.merge(revision, 1, Integer::sum);
        pod("ADDED", ordinal, Stage.CREATED);
        status();
        pod("MODIFIED", ordinal, Stage.SCHEDULED);
        pod("MODIFIED", ordinal, Stage.STARTING);
        pod("MODIFIED", ordinal, Stage.RUNNING);
        ready++;
        pod("MODIFIED", ordinal, Stage.READY);
        status();
    }

    private void down(int ordinal) throws IOException {
        standing.merge(revisionOf[ordinal], -1, Integer::sum);
        pod("MODIFIED", ordinal, Stage.TERMINATING);
        status();
        ready--;
        pod("MODIFIED", ordinal, Stage.STOPPED);
        existing--;
        pod("DELETED", ordinal, Stage.STOPPED);
        status();
    }

    private void pod(String change, int ordinal, Stage stage) throws IOException {
        tell(change, Shapes.pod(ordinal, incarnation[ordinal], revisionOf[ordinal], stage, version));
    }

    private void status() throws IOException {
        tell("MODIFIED", Shapes.set(pods, revision, counts(), version));
    }

    private Shapes.Counts counts() {
        return new Shapes.Counts(
                revision,
                currentRevision,
                existing,
                ready,
                standing.getOrDefault(currentRevision, 0),
                standing.getOrDefault(revision, 0));
    }

    private boolean full() {
        return index >= events;
    }

    private void tell(String change, String object) throws IOException {
        if (full()) {
            return;
        }
        out.write("{\"entry\":\"observation\",\"index\":");
        out.write(Long.toString(index));
        out.write(",\"at\":\"");
        out.write(BEGIN.plusMillis(index * 3).toString());
        out.write("\",\"change\":\"");
        out.write(change);
        out.write("\",\"object\":");
        out.write(object);
        out.write("}\n");
        index++;
        version++;
    }
}
