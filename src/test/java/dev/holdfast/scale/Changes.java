package dev.holdfast.scale;

import dev.holdfast.guarantee.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes one set after the other as people do: scales it, has it rolled out, or deletes one of its pods. So many a second as bring the
 * events that are wanted, as long as there are sets that rest: one that is still busy is left alone.
 */
final class Changes implements AutoCloseable {

    private static final int CHANGED_AT_ONCE = 8;
    private static final int TICK_MILLIS = 100;
    /** A roll-out replaces five pods; how many events a change brings is learnt from what comes. */
    private static final double EVENTS_AT_FIRST = 40;
    /** The least that a change brings, when all of it has come: some of it may be on its way. */
    private static final double EVENTS_AT_LEAST = 15;
    /** For so long the change of a set may be on its way to whoever says that it does not rest. */
    private static final long UNHEARD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final ManySets sets;
    private final double eventsPerSecond;
    private final ExecutorService people = Executors.newFixedThreadPool(CHANGED_AT_ONCE);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(1);
    private final Deque<Subject> next = new ArrayDeque<>();
    private final Map<Subject, Long> changedAt = new HashMap<>();

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile double eventsPerChange = EVENTS_AT_FIRST;
    private double allowed;

    private Changes(KubernetesClient client, ManySets sets, double eventsPerSecond) {
        this.client = client;
        this.sets = sets;
        this.eventsPerSecond = eventsPerSecond;
    }

    /** Begins to change the sets. */
    @SuppressWarnings("FutureReturnValueIgnored") // It lasts until it is closed.
    static Changes begin(KubernetesClient client, ManySets sets, double eventsPerSecond) {
        Changes changes = new Changes(client, sets, eventsPerSecond);
        changes.clock.scheduleAtFixedRate(changes::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return changes;
    }

    /** {@return how many changes were made} */
    int made() {
        return made.get();
    }

    /** {@return how many the server refused} */
    int refused() {
        return refused.get();
    }

    /** As many events have come of the changes until now. */
    void brought(long events) {
        if (made.get() > 0) {
            eventsPerChange = Math.max(EVENTS_AT_LEAST, (double) events / made.get());
        }
    }

    private void tick() {
        // What could not be done since too few sets rest is not made up for.
        allowed = Math.min(CHANGED_AT_ONCE, allowed + eventsPerSecond * TICK_MILLIS / 1000 / eventsPerChange);
        while (allowed >= 1) {
            Optional<Subject> set = nextThatRests();
            if (set.isEmpty()) {
                return;
            }
            allowed--;
            changedAt.put(set.get(), System.nanoTime());
            int number = made.getAndIncrement();
            int pod = random.nextInt(ManySets.PODS);
            people.execute(() -> change(set.get(), number, pod));
        }
    }

    private Optional<Subject> nextThatRests() {
        for (int looked = 0; looked < sets.count(); looked++) {
            if (next.isEmpty()) {
                List<Subject> all = IntStream.range(0, sets.count())
                        .mapToObj(sets::set)
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(all, random);
                next.addAll(all);
            }
            Subject set = next.remove();
            Long changed = changedAt.get(set);
            if (sets.pods(set).isPresent() && (changed == null || System.nanoTime() - changed > UNHEARD_NANOS)) {
                return Optional.of(set);
            }
        }
        return Optional.empty();
    }

    private void change(Subject set, int number, int pod) {
        try {
            switch (number % 3) {
                case 0 -> {
                    int more = sets.pods(set).orElse(ManySets.PODS) == ManySets.PODS ? 1 : 0;
                    patch(set, "{\"spec\":{\"replicas\":" + (ManySets.PODS + more) + "}}");
                }
                case 1 ->
                    client.pods()
                            .inNamespace(set.namespace())
                            .withName(set.statefulSet() + "-" + pod)
                            .delete();
                // Of no number that was there when there were fewer sets.
                default ->
                    patch(
                            set,
                            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"change\":\"" + sets.count() + "-"
                                    + number + "\"}}}}}");
            }
        } catch (KubernetesClientException failed) {
            refused.incrementAndGet();
        }
    }

    private void patch(Subject set, String text) {
        client.apps()
                .statefulSets()
                .inNamespace(set.namespace())
                .withName(set.statefulSet())
                .patch(MERGE, text);
    }

    /** Ends it, and returns when the last one was made. */
    @Override
    public void close() {
        clock.shutdownNow();
        people.shutdown();
        try {
            people.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
