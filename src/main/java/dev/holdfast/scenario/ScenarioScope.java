package dev.holdfast.scenario;

import dev.holdfast.cluster.NfsExport;
import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.NotObservedException;
import dev.holdfast.history.replay.Obstacle;
import dev.holdfast.history.replay.Obstacles;
import dev.holdfast.recording.RecordingBarrier;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.TestAbortedException;

/**
 * What the parts of one scenario share: where it happens, and what is written down about it.
 *
 * @param name its names
 * @param run the run it belongs to
 * @param log its history, still growing
 * @param cleanUp what is to be taken away at its end
 * @param waits what it has waited for
 * @param catchUp brings the history up to the moment
 * @param witness shows that the controller was at work while something was waited for in vain
 */
public record ScenarioScope(
        ScenarioName name,
        Run run,
        HistoryLog log,
        CleanUp cleanUp,
        Waits waits,
        RecordingBarrier catchUp,
        Witness witness) {

    /** Each question costs a process in a pod, so they are not asked more often than an answer can change. */
    private static final Duration POLL = Duration.ofMillis(200);

    /** {@return the namespace of the scenario} */
    public String namespace() {
        return name.namespace();
    }

    /** {@return the connection that the scenario uses} */
    public KubernetesClient client() {
        return run.client();
    }

    /** {@return the objects of the tutorial, as this scenario makes them} */
    public OwnObjects objects() {
        return new OwnObjects(run.objects(), name, run.mark());
    }

    /** {@return how long each kind of waiting may take} */
    public Timeouts timeouts() {
        return run.timeouts();
    }

    /** {@return what has been recorded so far} */
    public History history() {
        return log.snapshot();
    }

    /** The file that the history is saved to at the end of the scenario. */
    public Path file() {
        return run.history(name);
    }

    /**
     * Notes what the scenario is about to do. Everything that follows may be its consequence.
     *
     * @param action what
     */
    public void act(Action action) {
        log.append(action.in(namespace()));
    }

    /** {@return what is there now, as far as the recording has got} */
    public Snapshot present() {
        Snapshot present = new Snapshot(namespace(), any -> true);
        history().entries().forEach(present::next);
        return present;
    }

    /**
     * Waits until something is so, by the recording alone.
     *
     * @param promised what is to be, as a clause
     * @param patience how long it may take
     * @param condition whether it is so
     * @throws NotKeptError when it takes longer, with what stands in the way; that breaks no guarantee by itself
     * @throws IllegalStateException when it takes longer, and the recording cannot tell whether it is so
     */
    public void await(String promised, Duration patience, Predicate<Snapshot> condition) {
        try {
            log.await("this: " + promised, patience, waits.of(new Snapshot(namespace(), condition)));
        } catch (NotObservedException not) {
            // What happened in time may only be late to arrive here.
            catchUp.run();
            if (!condition.test(present())) {
                throw notCome(promised, patience, condition, not.getMessage());
            }
        }
    }

    private NotKeptError notCome(String promised, Duration patience, Predicate<Snapshot> condition, String seen) {
        VainWait wait = inVain(promised, patience);
        catchUp.run();
        if (condition.test(present())) {
            return new NotKeptError(promised, seen + "; it came only when it was not waited for any more", file());
        }
        seenAtWork(wait);
        return new NotKeptError(promised, seen + "; " + wait.words(Instant.now()), wait.explanations(), file());
    }

    private VainWait inVain(String promised, Duration patience) {
        log.append(Action.inVain(promised, patience));
        List<Obstacle> obstacles = Obstacles.in(history(), namespace());
        // Before the witness makes a set that has only begun.
        List<String> explanations =
                SetExplanations.now(name, run.cluster().client(), timeouts().explanation());
        explanations.forEach(sentence -> act(Action.explained(sentence)));
        return new VainWait(patience, obstacles, explanations, witness.run());
    }

    /** Written down only when it is known that what was waited for has not come meanwhile. */
    private void seenAtWork(VainWait wait) {
        if (wait.hadTheTime()) {
            log.append(Action.atWork(wait.control().orElseThrow()));
        }
    }

    /**
     * Lets a time go by in which nothing may happen, or less of it when it does.
     *
     * @param length how long
     * @param happened whether it has happened
     */
    public void letPass(Duration length, Predicate<Snapshot> happened) {
        try {
            log.await("what may not happen", length, new Snapshot(namespace(), happened));
        } catch (NotObservedException nothing) {
            // As it should be. Who interrupted it, or ended the recording, is told by the next one that waits.
        }
    }

    /**
     * Checks what has to be so by now. Kinds are recorded apart, and one of them may be behind the others: where something
     * seems not to be so, it is checked again on everything that had happened up to then.
     *
     * @param check throws {@link NotKeptError} when it is not so
     * @throws NotKeptError when it is not so
     * @throws IllegalStateException when it does not seem so, and the recording cannot tell
     */
    public void require(Runnable check) {
        try {
            check.run();
        } catch (NotKeptError seemed) {
            catchUp.run();
            check.run();
        }
    }

    /**
     * Asks again and again until an answer is right. Only for what cannot be watched.
     *
     * @param promised what is to be, as a clause
     * @param patience how long it may take
     * @param ask asks once
     * @param right whether the answer is right
     * @param words an answer in words
     * @param <T> an answer
     * @throws NotKeptError when it takes longer, with the last answer
     * @throws PodExec.CommandFailedException when it takes longer, and the last time it could not even be asked
     */
    public <T> void poll(
            String promised, Duration patience, Callable<T> ask, Predicate<T> right, Function<T, String> words) {
        AtomicReference<T> last = new AtomicReference<>();
        AtomicReference<PodExec.CommandFailedException> unasked = new AtomicReference<>();
        Instant begin = Instant.now();
        try {
            Awaitility.await(promised)
                    // By default every await takes over the handler for stray exceptions of the whole process.
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(patience)
                    .until(() -> {
                        try {
                            T answer = ask.call();
                            last.set(answer);
                            unasked.set(null);
                            return right.test(answer);
                        } catch (PodExec.CommandFailedException failed) {
                            unasked.set(failed);
                            return false;
                        }
                    });
        } catch (ConditionTimeoutException late) {
            VainWait wait = inVain(promised, patience);
            if (unasked.get() != null) {
                throw unasked.get();
            }
            seenAtWork(wait);
            String seen = "timed out after " + patience.toSeconds() + " s: "
                    + Optional.ofNullable(last.get()).map(words).orElse("no answer") + "; " + wait.words(Instant.now());
            throw new NotKeptError(promised, seen, wait.explanations(), file());
        } finally {
            waits.since(begin);
        }
    }

    /**
     * The folder that the cluster's NFS server exports.
     *
     * @throws TestAbortedException when the cluster has none
     */
    public NfsExport export() {
        return run.cluster()
                .nfs()
                .orElseThrow(
                        () -> new TestAbortedException("the cluster has no NFS server that this run can look into"));
    }

    /** Asks for the deletion of one object and of no other of its name, and does not wait. */
    public void delete(ServedKind kind, String object, String uid, DeletionPropagation propagation) {
        Requests.delete(client(), kind.path(namespace()) + "/" + object, uid, propagation);
    }

    /** {@return what runs commands in the pods of the scenario} */
    public PodExec exec() {
        return new PodExec(client(), namespace(), timeouts().command());
    }
}
