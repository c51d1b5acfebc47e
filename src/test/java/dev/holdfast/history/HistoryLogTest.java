package dev.holdfast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.history.view.PodView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryLogTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final HistoryLog log = new HistoryLog();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final List<Entry> events =
            Story.ofBystander().up(0).remade(0).history().entries();

    @AfterEach
    void stopOthers() {
        others.shutdownNow();
    }

    @Test
    void numbersWhatItTakesWithoutHoles() {
        events.forEach(log::append);

        assertThat(log.snapshot().entries())
                .extracting(Entry::index)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(log.size()).isEqualTo(9);
    }

    @Test
    void handsOutWhatItHasPlaced() {
        log.append(events.get(0));

        Gap placed = log.append(Gap.of(Kinds.POD, "test"));

        assertThat(placed.index()).isEqualTo(1);
        assertThat(log.snapshot().entries().get(1)).isSameAs(placed);
    }

    @Test
    void aSnapshotDoesNotGrow() {
        log.append(events.get(0));
        History before = log.snapshot();
        for (int i = 0; i < 1000; i++) {
            log.append(Gap.of(Kinds.POD, "test"));
        }

        assertThat(before.entries()).hasSize(1);
        assertThatThrownBy(() -> before.entries().get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(log.snapshot().entries()).hasSize(1001);
    }

    @Test
    void tellsItsListenerInOrderWhoeverAppends() throws Exception {
        List<Long> told = new ArrayList<>();
        HistoryLog shared = new HistoryLog(entry -> told.add(entry.index()));
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            writers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 500; i++) {
                            shared.append(Gap.of(Kinds.POD, "test"));
                        }
                    },
                    others));
        }
        for (CompletableFuture<Void> writer : writers) {
            writer.get();
        }

        assertThat(told).hasSize(4000).isSorted();
        assertThat(shared.snapshot().entries()).extracting(Entry::index).isEqualTo(told);
    }

    @Test
    void findsWhatHasHappenedAlready() {
        events.forEach(log::append);

        Observation deleted = log.await("a deletion", SHORT, Awaiting.event(Kinds.POD, Observation::deleted));

        assertThat(deleted.object().uid()).isEqualTo("web-0#1");
    }

    @Test
    void isWokenByTheAppendThatBringsIt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Observation> waiting = CompletableFuture.supplyAsync(
                () -> {
                    started.countDown();
                    return log.await("pod 0 to be Ready", LONG, ready());
                },
                others);
        started.await();
        for (Entry entry : events.subList(0, 3)) {
            assertThat(waiting).isNotDone();
            log.append(entry);
        }

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(events.get(2));
    }

    @Test
    void asksForThePresentStateAndNotForAPastOne() {
        events.subList(0, 5).forEach(log::append);

        assertThatThrownBy(() -> log.await("pod web-0 to be Ready", SHORT, ready()))
                .isInstanceOf(NotObservedException.class)
                .hasMessage("Waited 20 ms for pod web-0 to be Ready; last seen: Pod demo/web-0 at resourceVersion 104"
                        + " (Running, Ready, terminating)");
    }

    @Test
    void saysWhenNothingWasSeenAtAll() {
        assertThatThrownBy(() -> log.await("pod web-0 to be Ready", Duration.ZERO, ready()))
                .hasMessage("Waited 0 s for pod web-0 to be Ready; Pod web-0 was not seen at all");
    }

    @Test
    void waitsOnlyForWhatHappensFromAPositionOn() {
        events.forEach(log::append);

        assertThatThrownBy(() -> log.awaitFrom(6, "a deletion", SHORT, Awaiting.event(Kinds.POD, Observation::deleted)))
                .hasMessage("Waited 20 ms for a deletion; last seen: Pod demo/web-0 MODIFIED at resourceVersion 108");
    }

    @Test
    void seesThatAPodIsGone() {
        events.subList(0, 6).forEach(log::append);

        Observation gone = log.await("pod web-0 to go", SHORT, Awaiting.gone(Kinds.POD, "web-0", "web-0#1"));

        assertThat(gone).isEqualTo(events.get(5));
    }

    @Test
    void doesNotTakeAPodForGoneThatWasNeverThere() {
        events.forEach(log::append);

        assertThatThrownBy(() -> log.await("it to go", SHORT, Awaiting.gone(Kinds.POD, "web-0", "another")))
                .isInstanceOf(NotObservedException.class);
    }

    @Test
    void takesAPodForGoneWhenAnotherHasItsName() {
        log.append(events.get(0));
        log.append(events.get(6));

        assertThat(log.await("pod web-0 to go", SHORT, Awaiting.gone(Kinds.POD, "web-0", "web-0#1")))
                .isNotNull();
    }

    @Test
    void followsAllObjectsOfAKind() {
        events.subList(0, 6).forEach(log::append);

        assertThat(log.await("no pod", SHORT, Awaiting.objects(Kinds.POD, Map::isEmpty)))
                .isEmpty();
        assertThatThrownBy(() -> log.await("a pod", SHORT, Awaiting.objects(Kinds.POD, pods -> !pods.isEmpty())))
                .hasMessage("Waited 20 ms for a pod; there was no Pod");
    }

    @Test
    void givesEachEntryOnceToTheOneWhoWaits() {
        List<Entry> given = new ArrayList<>();
        events.forEach(log::append);

        assertThatThrownBy(() -> log.await("nothing", SHORT, new Awaited<Entry>() {
                    @Override
                    public void next(Entry entry) {
                        given.add(entry);
                    }

                    @Override
                    public Optional<Entry> met() {
                        return Optional.empty();
                    }

                    @Override
                    public String seen() {
                        return "seen " + given.size();
                    }
                }))
                .hasMessage("Waited 20 ms for nothing; seen 9");
        assertThat(given).isEqualTo(events);
    }

    @Test
    void tellsThoseWhoWaitThatTheRecordingEnded() throws Exception {
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<Observation> waiting = CompletableFuture.supplyAsync(
                () -> {
                    waiter.complete(Thread.currentThread());
                    return log.await("pod web-0 to be Ready", LONG, ready());
                },
                others);
        while (waiter.get().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        log.end("the cluster is gone");

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage(
                        "The recording ended (the cluster is gone) while waiting for pod web-0 to be Ready;"
                                + " Pod web-0 was not seen at all");
    }

    @Test
    void stillFindsWhatWasRecordedBeforeTheEnd() {
        events.forEach(log::append);
        log.end("closed");

        assertThat(log.await("pod web-0 to be Ready", SHORT, ready())).isEqualTo(events.get(8));
    }

    @Test
    void keepsAnInterruptionForTheCaller() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> log.await("pod web-0 to be Ready", LONG, ready()))
                .hasMessageStartingWith("Interrupted while waiting for pod web-0 to be Ready");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Awaited<Observation> ready() {
        return Awaiting.object(Kinds.POD, "web-0", pod -> PodView.of(pod).healthy());
    }
}
