package dev.holdfast.recording;

import dev.holdfast.cluster.ServedKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which kinds may be listed and watched with the rights that somebody has: it is tried, so that no other right is needed for it. */
public final class WatchableKinds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A watch that is allowed is given up at once, and ends by itself if that does not arrive. */
    private static final Optional<Duration> SHORTLY = Optional.of(Duration.ofSeconds(1));

    private WatchableKinds() {}

    /**
     * Tries.
     *
     * @param client the client whose connection is used
     * @param namespace the namespace, or nothing for all
     * @param kinds what is to be recorded
     * @return each kind that may not be listed or watched, with what the server says to that, such as {@code 403 to a watch}
     * @throws IllegalStateException when the server does not answer
     */
    public static Map<ServedKind, String> refused(
            KubernetesClient client, Optional<String> namespace, Collection<ServedKind> kinds) {
        Map<ServedKind, CompletableFuture<Optional<String>>> asked = new EnumMap<>(ServedKind.class);
        for (ServedKind kind : kinds) {
            asked.put(kind, refusal(client, kind.pathIn(namespace)));
        }
        Map<ServedKind, String> refused = new EnumMap<>(ServedKind.class);
        asked.forEach((kind, answer) -> answered(answer).ifPresent(sentence -> refused.put(kind, sentence)));
        return refused;
    }

    private static CompletableFuture<Optional<String>> refusal(KubernetesClient client, String path) {
        CompletableFuture<HttpResponse<byte[]>> list = new Endpoint(client, path, Optional.empty()).get("?limit=1");
        CompletableFuture<HttpResponse<AsyncBody>> watch =
                new Endpoint(client, path, SHORTLY).watch("0", (pieces, source) -> {});
        return list.thenCombine(watch, (listed, watched) -> {
            watched.body().cancel();
            if (!listed.isSuccessful()) {
                return Optional.of(listed.code() + " to a list");
            }
            return watched.isSuccessful() ? Optional.empty() : Optional.of(watched.code() + " to a watch");
        });
    }

    private static Optional<String> answered(CompletableFuture<Optional<String>> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking what may be watched", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the API server did not say what may be watched: " + failed, failed);
        }
    }
}
