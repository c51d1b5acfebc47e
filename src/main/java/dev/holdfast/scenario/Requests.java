package dev.holdfast.scenario;

import dev.holdfast.ownership.Mark;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.Optional;

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
