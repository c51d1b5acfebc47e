package dev.holdfast.scenario;

import dev.holdfast.ownership.Mark;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a scenario asks of the API server in such a way that asking again does no more than asking once. The client asks
 * again by itself when a connection breaks, or the server is busy (429) or in trouble (5xx); the first request may have
 * been carried out all the same, when only its answer was lost.
 */
public final class Requests {

    private Requests() {}

    /**
     * Creates an object.
     *
     * @param object the object, which carries the scenario's mark
     * @param <T> what it is
     * @return the object as the server made it
     * @throws KubernetesClientException when the server cannot be reached or refuses, also since another one is there
     */
    public static <T extends HasMetadata> T create(Resource<T> object) {
        try {
            return object.create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            return Optional.ofNullable(object.get())
                    .filter(found -> isMadeBy(found, object.item()))
                    .orElseThrow(() -> refused);
        }
    }

    /**
     * What the server said to a request.
     *
     * @param code the status code
     * @param message what it said to it; empty when it did what it was asked for
     */
    public record Answer(int code, String message) {}

    /**
     * Posts something once and not again, for requests to which a refusal is an answer as good as any other: the client would ask again
     * by itself where the server says 429.
     *
     * @param client the client whose connection is used
     * @param path where it is posted
     * @param body what is posted
     * @throws KubernetesClientException when there is no answer
     */
    public static Answer post(KubernetesClient client, String path, HasMetadata body) {
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .build();
        // A derived client shares the connection and is not to be closed.
        HttpClient http = client.getHttpClient().newBuilder().tag(once).build();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceAll("/+$", "") + path)
                .post("application/json", client.getKubernetesSerialization().asJson(body))
                .build();
        try {
            HttpResponse<String> answer = http.sendAsync(request, String.class)
                    .get(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS);
            String message = answer.isSuccessful()
                    ? ""
                    : JsonMapper.shared()
                            .readTree(answer.body())
                            .path("message")
                            .asString("");
            return new Answer(answer.code(), message);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted while waiting for an answer to " + path, interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KubernetesClientException("there is no answer to " + path, failed);
        }
    }

    /** A scenario makes a name again only after it has seen the one before go, so that one that stands is the new one. */
    private static boolean isMadeBy(HasMetadata found, HasMetadata wanted) {
        Optional<String> part = part(wanted);
        return part.isPresent() && part.equals(part(found)) && !found.isMarkedForDeletion();
    }

    private static Optional<String> part(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(Mark.PART));
    }

    /**
     * Asks for the deletion of one object and of no other that has come in its place since.
     *
     * @param client the client
     * @param path where the object is served
     * @param uid its uid
     * @param propagation what is to become of what it owns
     * @throws KubernetesClientException when the server cannot be reached or refuses
     */
    static void delete(KubernetesClient client, String path, String uid, DeletionPropagation propagation) {
        try {
            client.raw(
                    path,
                    "DELETE",
                    new DeleteOptionsBuilder()
                            .withApiVersion("v1")
                            .withKind("DeleteOptions")
                            .withPropagationPolicy(propagation.toString())
                            .withNewPreconditions(null, uid)
                            .build());
        } catch (KubernetesClientException refused) {
            // That object is gone: this is what was asked for.
            if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND
                    && refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }
}
