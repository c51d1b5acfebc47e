package dev.holdfast.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** At which levels a policy had the requests logged that write something, by resource and subresource. */
final class LoggedLevels {
    private final Map<String, Map<Level, Long>> written = new TreeMap<>();
    private long events;

    /** How much is logged of a request. */
    enum Level {
        METADATA("Metadata"),
        REQUEST("Request"),
        REQUEST_RESPONSE("RequestResponse");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        static Level of(String word) {
            for (Level level : values()) {
                if (level.word.equals(word)) {
                    return level;
                }
            }
            return METADATA;
        }

        /** As policies have it. */
        String word() {
            return word;
        }
    }

    /** There was one more event. */
    void event() {
        events++;
    }

    /** A request that writes was logged at a level. */
    void note(ObjectReference about, String level, boolean succeeded) {
        if (succeeded) {
            written.computeIfAbsent(about.path(), any -> new EnumMap<>(Level.class))
                    .merge(Level.of(level), 1L, Long::sum);
        }
    }

    /** How many events were read, of whatever is about what a StatefulSet consists of. */
    long events() {
        return events;
    }

    /** Whether anybody wrote such a resource. */
    boolean wrote(String path) {
        return written.containsKey(path);
    }

    /** Whether answers are told of writes of such a resource. */
    boolean hasAnswers(String path) {
        return written.getOrDefault(path, Map.of()).containsKey(Level.REQUEST_RESPONSE);
    }

    /** Whether answers are told of anything. */
    boolean hasAnyAnswers() {
        return written.values().stream().anyMatch(levels -> levels.containsKey(Level.REQUEST_RESPONSE));
    }

    /** The most that is told of a resource, in words. */
    String said(String path) {
        return written.getOrDefault(path, Map.of()).keySet().stream()
                .reduce((one, other) -> one.compareTo(other) > 0 ? one : other)
                .map(level -> path + " is logged at level " + level.word() + " only")
                .orElse("nothing is logged about " + path);
    }
}
