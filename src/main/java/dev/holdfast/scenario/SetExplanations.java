package dev.holdfast.scenario;

import dev.holdfast.explanation.Answer;
import dev.holdfast.explanation.Explanation;
import dev.holdfast.explanation.reading.SnapshotReader;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why the sets of a scenario do not go on, in the words of {@code holdfast explain}, by what the server has of them now. It only reads,
 * and throws nothing: the scenario has a reason already why it did not pass, and this one adds to it.
 */
final class SetExplanations {

    private static final Logger LOG = LoggerFactory.getLogger(SetExplanations.class);

    private SetExplanations() {}

    /**
     * Asks the server.
     *
     * @param name whose sets
     * @param client leads to the server; it may be more patient than whoever asks here
     * @param limit how long it may take
     * @return a sentence for each set that is not done; none when the server has not told by then
     */
    static List<String> now(ScenarioName name, KubernetesClient client, Duration limit) {
        return within(limit, () -> new SnapshotReader(client, Clock.systemUTC())
                .sets(Optional.of(name.namespace())).stream()
                        .filter(snapshot -> isOf(name, snapshot))
                        .map(Explanation::of)
                        .toList());
    }

    static List<String> within(Duration limit, Callable<List<Explanation>> reading) {
        FutureTask<List<Explanation>> explanations = new FutureTask<>(reading);
        Thread reader = new Thread(explanations, "explanation");
        reader.setDaemon(true);
        reader.start();
        try {
            return explanations.get(limit.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .filter(each -> each.answer() != Answer.DONE)
                    .map(Explanation::sentence)
                    .toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException untold) {
            LOG.debug("nothing tells why the sets do not go on", untold);
        }
        explanations.cancel(true);
        return List.of();
    }

    private static boolean isOf(ScenarioName name, SetSnapshot snapshot) {
        return name.owns(snapshot.desired().namespace(), snapshot.desired().name());
    }
}
