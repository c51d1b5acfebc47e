package dev.holdfast.scenario;

import dev.holdfast.cluster.NfsExport;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.NotObservedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
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
 */
record Stage(ScenarioName name, Run run, HistoryLog log, CleanUp cleanUp) {

    /** Each question costs a process in a pod, so they are not asked more often than an answer can change. */
    private static final Duration POLL = Duration.ofMillis(200);

    String namespace() {
        return name.namespace();
    }

    KubernetesClient client() {
        return run.cluster().client();
    }

    Timeouts timeouts() {
        return run.timeouts();
    }

    History history() {
        return log.snapshot();
    }

    /** The file that the history is saved to at the end of the scenario. */
    Path file() {
        return run.history(name);
    }

    /** {@return what is there now, as far as the recording has got} */
    Present present() {
        Present present = new Present(any -> true);
        history().entries().forEach(present::next);
        return present;
    }

    /**
     * Waits until something is so, by the recording alone.
     *
     * @param promised what is to be, as a clause
     * @param patience how long it may take
     * @param condition whether it is so
     * @throws NotKeptError when it takes longer, with what stands in the way
     */
    void await(String promised, Duration patience, Predicate<Present> condition) {
        try {
            log.await(promised, patience, new Present(condition));
        } catch (NotObservedException not) {
            throw new NotKeptError(promised, not.getMessage(), file());
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
     */
    <T> void poll(String promised, Duration patience, Callable<T> ask, Predicate<T> right, Function<T, String> words) {
        AtomicReference<T> last = new AtomicReference<>();
        try {
            Awaitility.await(promised)
                    // By default every await takes over the handler for stray exceptions of the whole process.
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(patience)
                    .until(() -> {
                        T answer = ask.call();
                        last.set(answer);
                        return right.test(answer);
                    });
        } catch (ConditionTimeoutException late) {
            String seen = "not within " + patience.toSeconds() + " s; the last answer was "
                    + Optional.ofNullable(last.get()).map(words).orElse("none");
            throw new NotKeptError(promised, seen, file());
        }
    }

    /**
     * The folder that the cluster's NFS server exports.
     *
     * @throws TestAbortedException when the cluster has none
     */
    NfsExport export() {
        return run.cluster()
                .nfs()
                .orElseThrow(
                        () -> new TestAbortedException("the cluster has no NFS server that this run can look into"));
    }

    PodExec exec() {
        return new PodExec(client(), namespace(), timeouts().command());
    }
}
