package dev.holdfast.preflight;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server says of a request that it refused, without the words that the client adds. */
final class Refusal {

    private Refusal() {}

    static String of(KubernetesClientException refused) {
        Status status = refused.getStatus();
        String message = status == null || status.getMessage() == null ? refused.getMessage() : status.getMessage();
        return message == null
                ? "no reason given"
                : message.strip().lines().findFirst().orElse("no reason given");
    }
}
