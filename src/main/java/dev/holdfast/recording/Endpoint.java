package dev.holdfast.recording;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where the API server lists and watches objects of one kind, and what it answers there, byte for byte. */
final class Endpoint {

    /** Takes the next pieces of a watch, on a thread of the client; asks for more when it has taken them. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Takes pieces of any size.
         *
         * @param pieces the bytes as they came
         * @param source sends more when it is told to
         */
        void received(List<byte[]> pieces, AsyncBody source);
    }

    private final HttpClient http;
    private final String url;
    private final Optional<Duration> connectionTime;
    private final OptionalInt chunk;

    /**
     * An endpoint.
     *
     * @param client the client whose connection is used
     * @param path where the objects are served
     * @param connectionTime how long the server is asked to keep one watch; nothing leaves it to the server
     */
    Endpoint(KubernetesClient client, String path, Optional<Duration> connectionTime) {
        this(
                client.getHttpClient(),
                client.getMasterUrl().toString().replaceAll("/+$", "") + path,
                connectionTime,
                OptionalInt.empty());
    }

    private Endpoint(HttpClient http, String url, Optional<Duration> connectionTime, OptionalInt chunk) {
        this.http = http;
        this.url = url;
        this.connectionTime = connectionTime;
        this.chunk = chunk;
    }

    /**
     * The same endpoint, which is listed in chunks.
     *
     * @param most how many objects of a list are asked for at a time
     */
    Endpoint inChunks(int most) {
        return new Endpoint(http, url, connectionTime, OptionalInt.of(most));
    }

    /** Whether its objects are so few that they are listed in one piece. */
    boolean isSmall() {
        return chunk.isEmpty();
    }

    /**
     * Lists all objects.
     *
     * @param thread reads what is answered
     * @return the answer, whatever it is
     */
    CompletableFuture<WholeList.Answer> list(Executor thread) {
        return WholeList.of(this, chunk, thread);
    }

    /**
     * Asks once.
     *
     * @param query what follows the address, such as {@code ?limit=1}
     * @return the answer, whatever it is
     */
    CompletableFuture<HttpResponse<byte[]>> get(String query) {
        return http.sendAsync(http.newHttpRequestBuilder().uri(url + query).build(), byte[].class);
    }

    /**
     * Watches.
     *
     * @param resourceVersion what happened after it is sent
     * @param receiver takes what is sent
     * @return the answer, whatever it is; what it sends comes when it is told to send
     */
    CompletableFuture<HttpResponse<AsyncBody>> watch(String resourceVersion, Receiver receiver) {
        String from = url + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + resourceVersion
                + connectionTime
                        .map(time -> "&timeoutSeconds=" + time.toSeconds())
                        .orElse("");
        return http.consumeBytes(
                http.newHttpRequestBuilder().uri(from).forStreaming().build(),
                // The buffers are the client's, and are used again when this returns.
                (buffers, source) -> receiver.received(copy(buffers), source));
    }

    private static List<byte[]> copy(List<ByteBuffer> buffers) {
        return buffers.stream()
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    return bytes;
                })
                .toList();
    }

    /** {@return the address} */
    @Override
    public String toString() {
        return url;
    }
}
