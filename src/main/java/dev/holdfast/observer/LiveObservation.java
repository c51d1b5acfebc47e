package dev.holdfast.observer;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.recording.LiveRecording;
import dev.holdfast.recording.RecordingTimeouts;
import dev.holdfast.recording.WatchableKinds;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes the sets of a cluster until it is closed: one thread hears what happens, one says what has to be judged, and as many judge
 * as there are processors. It lists and watches, and asks the server for nothing else.
 */
public final class LiveObservation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveObservation.class);

    /** Without these there is nothing to judge. */
    public static final List<ServedKind> NEEDED = List.of(ServedKind.STATEFUL_SET, ServedKind.POD);

    private static final List<ServedKind> WANTED = List.of(
            ServedKind.PERSISTENT_VOLUME_CLAIM,
            ServedKind.CONTROLLER_REVISION,
            ServedKind.EVENT,
            ServedKind.SERVICE,
            ServedKind.ENDPOINT_SLICE,
            ServedKind.PERSISTENT_VOLUME,
            ServedKind.NAMESPACE,
            ServedKind.NODE);

    /** A connection that is taken up again before was only renewed. */
    private static final Duration NOTICED = Duration.ofSeconds(10);

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS_BETWEEN_TIDYING = 10;
    /** So many namespaces are asked at once for what there is in them. */
    private static final int ASKED_AT_ONCE = 4;

    private final SetObserver observer;
    private final Map<ServedKind, String> hidden;
    private final ScheduledExecutorService clock;
    private final ExecutorService judges;
    private final Consumer<Instant> everyStep;
    private LiveRecording recording;
    private CompletableFuture<Void> idle = new CompletableFuture<>();
    private final Consumer<Notice> listener;
    private boolean lost;
    private int steps;

    private LiveObservation(
            SetObserver observer,
            Map<ServedKind, String> hidden,
            Consumer<Notice> listener,
            Consumer<Instant> everyStep) {
        this.observer = observer;
        this.listener = listener;
        this.hidden = hidden;
        this.everyStep = everyStep;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "observer"));
        this.judges =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> daemon(work, "judge"));
    }

    /**
     * What of a namespace, or of all, may not be watched.
     *
     * @return each kind, with what the server says to that
     * @throws IllegalStateException when the server does not answer
     */
    public static Map<ServedKind, String> refused(KubernetesClient client, Optional<String> namespace) {
        return WatchableKinds.refused(
                client,
                namespace,
                Stream.concat(NEEDED.stream(), WANTED.stream()).toList());
    }

    /**
     * Begins, and returns when nothing can be missed any more.
     *
     * @param client the client whose connection is used
     * @param which what is observed
     * @param hidden the kinds that may not be watched, as {@link #refused} says
     * @param listener hears of what is found out; is quick
     * @param closed takes the windows that are over; as quick
     * @param everyStep is called again and again, several times a second
     * @param timeouts how long the start may take
     * @return the observation, to be closed
     * @throws IllegalStateException when the server does not let itself be watched
     */
    public static LiveObservation start(
            KubernetesClient client,
            ObservedSets which,
            WindowLimits limits,
            Map<ServedKind, String> hidden,
            Consumer<Notice> listener,
            Consumer<ClosedWindow> closed,
            Consumer<Instant> everyStep,
            RecordingTimeouts timeouts) {
        Map<ServedKind, String> reasons = new EnumMap<>(ServedKind.class);
        hidden.forEach((kind, answer) -> reasons.put(
                kind,
                "objects of kind " + kind.kind() + " may not be watched with these permissions (" + answer + ")"));
        SetObserver observer = new SetObserver(which, limits, listener, closed, reasons);
        observer.accept(ServerVersion.of(client.getKubernetesVersion().getGitVersion()));
        LiveObservation observation = new LiveObservation(observer, hidden, listener, everyStep);
        List<ServedKind> kinds = Stream.concat(NEEDED.stream(), WANTED.stream())
                .filter(kind -> !hidden.containsKey(kind))
                .toList();
        try {
            observation.recording = LiveRecording.start(client, which.namespace(), kinds, observer, timeouts);
        } catch (IllegalStateException failed) {
            observation.close();
            throw failed;
        }
        observer.begin(Instant.now());
        observation.begin();
        return observation;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It lasts until the clock is stopped, and throws nothing.
    private void begin() {
        clock.scheduleWithFixedDelay(this::step, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** {@return what is known of the sets} */
    public SetObserver sets() {
        return observer;
    }

    /** {@return the kinds that are not watched, with what the server says to that} */
    public Map<ServedKind, String> hidden() {
        return hidden;
    }

    /** {@return all the time for which the server could not be reached, added up} */
    public Duration totalAbsence() {
        return recording.totalAbsence();
    }

    /**
     * Waits until all that has been heard of is judged.
     *
     * @return whether it was within that time
     */
    public boolean settle(Duration patience) {
        CompletableFuture<Void> next = new CompletableFuture<>();
        synchronized (this) {
            idle = next;
        }
        try {
            next.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    // A task that throws would be the last one.
    private void step() {
        try {
            Instant now = Instant.now();
            observer.due(now, ASKED_AT_ONCE).forEach(this::ask);
            if (++steps % STEPS_BETWEEN_TIDYING == 0) {
                observer.tidy(now);
            }
            tellOfConnection(now);
            everyStep.accept(now);
            synchronized (this) {
                if (!observer.isBusy()) {
                    idle.complete(null);
                }
            }
        } catch (RuntimeException failed) {
            LOG.error("the observer stumbled", failed);
        }
    }

    private void tellOfConnection(Instant now) {
        Duration silent = recording.disconnected();
        boolean away = silent.compareTo(NOTICED) > 0;
        if (away != lost) {
            lost = away;
            listener.accept(new Notice.Hole(
                    now,
                    Optional.empty(),
                    lost
                            ? "the API server has not been reached for " + silent.toSeconds()
                                    + " s; nothing is heard until" + " it is"
                            : "the API server is reached again"));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What the continuation throws is dealt with in it.
    private void ask(String namespace) {
        recording.caughtUp(namespace).whenComplete((reached, failure) -> {
            try {
                if (failure == null) {
                    observer.caughtUp(namespace, reached, Instant.now()).forEach(judges::execute);
                } else {
                    LOG.debug("not known what there is in {}", namespace, failure);
                    observer.failed(namespace, Instant.now());
                }
            } catch (RuntimeException failed) {
                LOG.error("the observer stumbled over {}", namespace, failed);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        if (recording != null) {
            recording.close();
        }
        judges.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
