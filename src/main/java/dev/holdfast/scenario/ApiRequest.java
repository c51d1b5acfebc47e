package dev.holdfast.scenario;

import dev.holdfast.history.Action;
import dev.holdfast.history.Response;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A request of which the answer is what counts, also when it is a refusal.
 *
 * @param method the HTTP method
 * @param path what is asked for, below the API server's address, with its query
 * @param type the media type of what is sent
 * @param body what is sent, as JSON; empty when nothing is
 */
public record ApiRequest(String method, String path, String type, String body) {
    private static final String JSON = "application/json";

    /** Reads what is served at a path. */
    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, JSON, "");
    }

    /**
     * Creates an object.
     *
     * @param path where objects of its kind are served
     */
    public static ApiRequest post(String path, HasMetadata object) {
        return post(path, Serialization.asJson(object));
    }

    /**
     * Creates an object.
     *
     * @param path where objects of its kind, or this subresource, are served
     */
    public static ApiRequest post(String path, String object) {
        return new ApiRequest("POST", path, JSON, object);
    }

    /** Puts an object in the place of what is served at a path. */
    public static ApiRequest put(String path, String object) {
        return new ApiRequest("PUT", path, JSON, object);
    }

    /** Merges some fields into what is served at a path. */
    public static ApiRequest merge(String path, String fields) {
        return new ApiRequest("PATCH", path, "application/merge-patch+json", fields);
    }

    /**
     * Applies some fields to what is served at a path (server-side apply).
     *
     * @param manager who says that it manages these fields
     */
    public static ApiRequest apply(String path, String manager, String fields) {
        return new ApiRequest(
                "PATCH", path + "?fieldManager=" + manager + "&force=true", "application/apply-patch+yaml", fields);
    }

    /** The same without any consequence: the server only says what it would answer. */
    public ApiRequest dryRun() {
        return new ApiRequest(method, path + (path.contains("?") ? "&" : "?") + "dryRun=All", type, body);
    }

    /**
     * Sends it, and notes what is asked and what is answered. Where the server is busy or in trouble, the client asks again by itself.
     *
     * @param scope whose history notes it
     * @param action what is asked, in words and for the guarantees
     * @return the answer, also when it is a refusal
     * @throws KubernetesClientException when there is none
     */
    public Response ask(ScenarioScope scope, Action action) {
        return ask(scope, action, scope.client().getHttpClient());
    }

    /**
     * The same where the first answer counts, also one that says that the server does not do that now (429).
     *
     * @param scope whose history notes it
     * @param action what is asked, in words and for the guarantees
     * @return the answer, also when it is a refusal
     * @throws KubernetesClientException when there is none
     */
    public Response askOnce(ScenarioScope scope, Action action) {
        return ask(scope, action, askingOnce(scope.client()));
    }

    /** The connection of a client that does not ask again by itself. It is derived, and not to be closed. */
    static HttpClient askingOnce(KubernetesClient client) {
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .build();
        return client.getHttpClient().newBuilder().tag(once).build();
    }

    private Response ask(ScenarioScope scope, Action action, HttpClient http) {
        Action told = action.with(Action.METHOD, method);
        Action asked = scope.log().append((body.isEmpty() ? told : told.with(Action.SENT, body)).in(scope.namespace()));
        HttpResponse<byte[]> response = send(scope.client(), http);
        String text = response.body() == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
        return scope.log().append(Response.received(asked, response.code(), text));
    }

    HttpResponse<byte[]> send(KubernetesClient client, HttpClient http) {
        String address = client.getMasterUrl().toString().replaceAll("/+$", "");
        HttpRequest.Builder request = http.newHttpRequestBuilder().uri(address + path);
        HttpRequest asked = (body.isEmpty() ? request : request.method(method, type, body)).build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(asked, byte[].class);
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted while waiting for the answer to " + method + " " + path);
        } catch (ExecutionException failed) {
            throw new KubernetesClientException("no answer to " + method + " " + path, failed.getCause());
        }
    }
}
