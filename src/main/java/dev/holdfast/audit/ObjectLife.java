package dev.holdfast.audit;

import dev.holdfast.audit.Write.Effect;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All requests that wrote one object, from its creation to its end: one uid. */
final class ObjectLife {
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    private final TreeMap<Long, Write> byVersion = new TreeMap<>();
    private final List<Write> unversioned = new ArrayList<>();

    ObjectLife(ObjectReference about, String uid) {
        this.kind = about.kind();
        this.namespace = about.namespace();
        this.name = about.name();
        this.uid = uid;
    }

    String kind() {
        return kind;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    String uid() {
        return uid;
    }

    /**
     * Adds a write. Of several answers with one resourceVersion that of the request that came first tells the write; the others
     * changed nothing, and were answered with what was there.
     */
    void add(Write write) {
        if (write.version() == 0) {
            unversioned.add(write);
            return;
        }
        Write known = byVersion.get(write.version());
        if (known == null) {
            byVersion.put(write.version(), write);
            return;
        }
        boolean earlier = write.record().received().isBefore(known.record().received());
        Write first = earlier ? write : known;
        Write second = earlier ? known : write;
        byVersion.put(write.version(), first);
        if (second.effect() == Effect.END && first.effect() != Effect.END) {
            unversioned.add(second.at(0));
        }
    }

    /** The writes the versions of which are known, in order. */
    Collection<Write> versioned() {
        return byVersion.values();
    }

    /** The writes the versions of which are not known, by time. */
    List<Write> unversioned() {
        return unversioned.stream()
                .sorted(Comparator.comparing(write -> write.record().completed()))
                .toList();
    }

    /** Whether its creation is in the log. */
    boolean created() {
        return !byVersion.isEmpty()
                && byVersion.firstEntry().getValue().record().creates();
    }

    boolean hasVersion(long version) {
        return byVersion.containsKey(version);
    }

    /** The first resourceVersion that is known of it; the greatest number when none is. */
    long firstVersion() {
        return byVersion.isEmpty() ? Long.MAX_VALUE : byVersion.firstKey();
    }

    /** The last resourceVersion that is known of it; 0 when none is. */
    long lastVersion() {
        return byVersion.isEmpty() ? 0 : byVersion.lastKey();
    }

    /** The whole states that are known. */
    List<Resource> states() {
        return byVersion.values().stream()
                .filter(write -> write.effect() == Effect.STATE || write.effect() == Effect.END)
                .flatMap(write -> write.record().answer().stream())
                .toList();
    }

    /** The last whole state that is known. */
    Optional<Resource> last() {
        List<Resource> states = states();
        return states.isEmpty() ? Optional.empty() : Optional.of(states.get(states.size() - 1));
    }

    /** Whether it can have been there while a request was answered, by the times of its creation and end. */
    boolean livesDuring(AuditRecord request) {
        if (byVersion.isEmpty()) {
            return true;
        }
        Write first = byVersion.firstEntry().getValue();
        Write end = byVersion.lastEntry().getValue();
        Instant begin = first.record().creates() ? first.record().received() : Instant.MIN;
        Instant over = end.effect() == Effect.END ? end.record().completed() : Instant.MAX;
        return !request.completed().isBefore(begin) && !request.received().isAfter(over);
    }
}
