package dev.holdfast.diagnosis;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API server answers, asked once each, with a limit for each answer and one for all of them together. */
final class Server {

    private final HttpClient http;
    private final String address;
    private final Duration each;
    private final long deadline;

    /**
     * Begins; the time for all answers runs from now.
     *
     * @param client the client whose connection is used
     * @param each how long one answer may take
     * @param all how long all of them may take together
     */
    Server(KubernetesClient client, Duration each, Duration all) {
        this.http = client.getHttpClient();
        this.address = client.getMasterUrl().toString().replaceAll("/+$", "");
        this.each = each;
        this.deadline = System.nanoTime() + all.toNanos();
    }

    /** {@return what is served at a path, as JSON} */
    JsonNode json(String path) throws NotHadException {
        try {
            return JsonMapper.shared().readTree(text(path));
        } catch (JacksonException e) {
            throw new NotHadException("the answer is no JSON: " + e.getOriginalMessage());
        }
    }

    /** {@return what is served at a path, as text} */
    String text(String path) throws NotHadException {
        long left = Math.min(each.toMillis(), TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        if (left <= 0) {
            throw new NotHadException("the time for collecting was over");
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(http.newHttpRequestBuilder().uri(address + path).build(), byte[].class);
        try {
            HttpResponse<byte[]> response = answer.get(left, TimeUnit.MILLISECONDS);
            String body = response.body() == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
            if (!response.isSuccessful()) {
                throw new NotHadException(refusal(response.code(), body));
            }
            return body;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotHadException("interrupted");
        } catch (ExecutionException failed) {
            throw new NotHadException(
                    "no answer: " + (failed.getCause() == null ? failed : failed.getCause()).getMessage());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new NotHadException("no answer within " + left + " ms");
        }
    }

    /** The server says in a Status why it refuses. */
    private static String refusal(int code, String body) {
        try {
            String message = JsonMapper.shared().readTree(body).path("message").asString("");
            return message.isEmpty() ? "the server answers " + code : message;
        } catch (JacksonException e) {
            return "the server answers " + code;
        }
    }
}
