package dev.holdfast.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Instant;

/** Writes events one after the other, up to a number of them; what comes after it is left out. */
final class Log {
    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    private final BufferedWriter out;
    private final long events;
    private long index;
    private long version = 1000;

    Log(BufferedWriter out, long events) {
        this.out = out;
        this.events = events;
    }

    /** How many events were written. */
    long index() {
        return index;
    }

    /** How many more there may be. */
    long room() {
        return events - index;
    }

    /** The resourceVersion of the next state that is told. */
    long version() {
        return version;
    }

    void tell(String change, String object) throws IOException {
        entry("observation", ",\"change\":\"" + change + "\",\"object\":" + object);
        version++;
    }

    void action(String verb, String kind, String name, String uid) throws IOException {
        entry(
                "action",
                ",\"description\":\"" + verb + " " + kind + " " + name + "\",\"verb\":\"" + verb + "\",\"kind\":\""
                        + kind + "\",\"name\":\"" + name + "\",\"uid\":\"" + uid + "\",\"details\":{}");
    }

    /** Writes the line that says that the recording is complete. */
    void end() throws IOException {
        out.write("{\"entry\":\"end\",\"entries\":" + index + ",\"format\":2}\n");
    }

    private void entry(String type, String rest) throws IOException {
        if (room() > 0) {
            out.write("{\"entry\":\"" + type + "\",\"index\":" + index + ",\"at\":\"" + BEGIN.plusMillis(index * 3)
                    + "\"");
            out.write(rest);
            out.write("}\n");
            index++;
        }
    }
}
