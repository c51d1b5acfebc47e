package dev.holdfast.simulation;

import dev.holdfast.history.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A cache of one kind of object: what its watch has brought so far, which may be any time ago. */
final class Informer<T extends ApiObject> {
    private final ApiServer api;
    private final Class<T> type;
    private final String kind;
    private final Map<String, T> objects = new TreeMap<>();
    private int taken;
    private long revision;

    Informer(ApiServer api, Class<T> type, String kind) {
        this.api = api;
        this.type = type;
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    boolean behind() {
        return taken < api.writes(kind).size();
    }

    /** Whether something happened before that time of which it has not heard. */
    boolean behind(Instant time) {
        return behind() && api.writes(kind).get(taken).at().isBefore(time);
    }

    /** Lists what there is. */
    void startOver() {
        objects.clear();
        taken = 0;
        while (behind()) {
            next();
        }
    }

    /** Takes the next event, and returns what it was about. */
    Write next() {
        Write write = api.writes(kind).get(taken++);
        revision = write.revision();
        if (write.change() == Change.DELETED) {
            objects.remove(write.object().name());
        } else {
            objects.put(write.object().name(), type.cast(write.object()));
        }
        return write;
    }

    /** The revision up to which it knows everything of its kind. */
    long revision() {
        return revision;
    }

    Optional<T> get(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    List<T> list() {
        return List.copyOf(objects.values());
    }
}
