package dev.holdfast.audit;

import dev.holdfast.audit.RelevantLines.Relevance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of an audit log. An event stands on a line of its own, as a server writes it; or in the list of a webhook; or in what
 * Amazon CloudWatch exports, which has the event as a text or after the time; or in an entry of Google Cloud Logging, which has other
 * fields.
 */
final class LogFile {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_TIME = 40;
    /** What comes after the time when a request was answered is shorter than that. */
    private static final int TAIL = 1000;

    private final Path file;
    private final RecordReader reader;
    private long lines;
    private long events;
    /** How many lines were no JSON by themselves. The first one and the last one may have been cut off. */
    private long broken;

    private boolean lastBroken;
    private boolean firstBroken;
    private final byte[] lastTime = new byte[LONGEST_TIME];
    private int lastTimeLength;

    LogFile(Path file, LoggedLevels levels, Consumer<? super AuditRecord> into) {
        this.file = file;
        this.reader = new RecordReader(levels, into);
    }

    /**
     * Reads it.
     *
     * @throws AuditLogException when there is no audit event in it
     * @throws IOException when it cannot be read
     */
    void read() throws IOException {
        LogLines.read(file, this::line);
        if (lines == 0) {
            throw new AuditLogException(file + " is empty");
        }
        if (events == 0 && broken > 0) {
            document();
        } else if (broken > (lastBroken ? 1 : 0) + (firstBroken ? 1 : 0)) {
            throw new AuditLogException(file + " is damaged: " + broken + " of its " + lines + " lines are no JSON");
        }
        if (events == 0) {
            throw new AuditLogException(file + " is no audit log: there is no event of audit.k8s.io in it");
        }
    }

    /** When the last event was answered that is about something else. */
    Optional<Instant> end() {
        try {
            return lastTimeLength == 0
                    ? Optional.empty()
                    : Optional.of(Instant.parse(new String(lastTime, 0, lastTimeLength, StandardCharsets.US_ASCII)));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    // Nearly at the end of the line, and told of millions of lines, so it is read when all of them have come.
    private void time(byte[] bytes, int from, int to) {
        int begin = RelevantLines.lastTime(bytes, Math.max(from, to - TAIL), to);
        int end = begin;
        while (begin >= 0 && end < to && end - begin < LONGEST_TIME && bytes[end] != '"') {
            end++;
        }
        if (begin >= 0) {
            lastTimeLength = end - begin;
            System.arraycopy(bytes, begin, lastTime, 0, lastTimeLength);
        }
    }

    private void line(byte[] bytes, int from, int to) {
        lines++;
        lastBroken = false;
        if (RelevantLines.of(bytes, from, to) == Relevance.NONE) {
            events++;
            time(bytes, from, to);
            return;
        }
        int begin = from;
        while (begin < to && bytes[begin] != '{' && bytes[begin] != '[') {
            begin++;
        }
        try (JsonParser json = JSON.createParser(bytes, begin, to - begin)) {
            if (json.nextToken() == null) {
                throw new AuditLogException("");
            }
            value(json);
        } catch (JacksonException | AuditLogException noJson) {
            broken++;
            lastBroken = lines > 1;
            firstBroken |= lines == 1;
        }
    }

    /** All of the file is one JSON text over several lines. */
    private void document() throws IOException {
        try (JsonParser json = JSON.createParser(LogLines.open(file))) {
            while (json.nextToken() != null) {
                value(json);
            }
        } catch (JacksonException noJson) {
            throw new AuditLogException(file + " is no audit log: it is not JSON", noJson);
        }
    }

    private void value(JsonParser json) {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                value(json);
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            object(json);
        } else {
            json.skipChildren();
        }
    }

    private void object(JsonParser json) {
        if (reader.read(json, this::wrapped)) {
            events++;
        }
    }

    /** What is inside of something that is no event itself. */
    private void wrapped(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            String text = json.getString();
            if (text.startsWith("{")) {
                try (JsonParser inner = JSON.createParser(text)) {
                    inner.nextToken();
                    value(inner);
                }
            }
        } else {
            value(json);
        }
    }
}
