package dev.holdfast.simulation;

import dev.holdfast.simulation.ApiServer.Precondition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the Events of the StatefulSet controller, some time after they came about: the same one again is counted, and of too many
 * about one set most are dropped.
 */
final class EventRecorder {
    static final String COMPONENT = "statefulset-controller";
    private static final int BURST = 25;
    private static final long MILLIS_PER_TOKEN = 300_000;

    private final ApiServer api;
    private final SimulatedClock clock;
    private final Deque<Event> queue = new ArrayDeque<>();
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private int names;

    private static final class Bucket {
        double tokens = BURST;
        long filled;
    }

    EventRecorder(ApiServer api, SimulatedClock clock) {
        this.api = api;
        this.clock = clock;
    }

    void normal(StatefulSet set, String reason, String message) {
        queue.add(new Event(set.asOwner(), "Normal", reason, message, clock.second()));
    }

    void warning(StatefulSet set, String reason, String message) {
        queue.add(new Event(set.asOwner(), "Warning", reason, message, clock.second()));
    }

    boolean pending() {
        return !queue.isEmpty();
    }

    /** What waits is lost, and a new beginning made. */
    void forget() {
        queue.clear();
        buckets.clear();
        written.clear();
    }

    /** Writes the oldest one that waits. */
    void write() {
        Event event = queue.remove();
        if (!takeToken(event.about.uid() + event.type) || api.namespaceTerminating()) {
            return;
        }
        String text = event.about.uid() + event.reason + event.message;
        Optional<Event> before =
                Optional.ofNullable(written.get(text)).flatMap(name -> api.get(Event.class, Event.KIND, name));
        if (before.isPresent()) {
            api.update(before.get(), Precondition.NONE, StatefulSetController.MANAGER, same -> {
                same.count++;
                same.last = event.last;
            });
        } else {
            event.meta.name = event.about.name() + "." + ++names;
            api.create(event, StatefulSetController.MANAGER);
            written.put(text, event.name());
        }
    }

    private boolean takeToken(String source) {
        Bucket bucket = buckets.computeIfAbsent(source, any -> new Bucket());
        bucket.tokens = Math.min(BURST, bucket.tokens + (double) (clock.millis() - bucket.filled) / MILLIS_PER_TOKEN);
        bucket.filled = clock.millis();
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }
}
