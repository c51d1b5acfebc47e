package dev.holdfast.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

/** The client that scenarios use: one that gives an API server on a busy machine the time that it needs. */
public final class PatientClient {

    /**
     * How long one request may take until it is answered. More than ten seconds, the library's own limit, were seen on two
     * processors for which fifty programs were waiting, and made scenarios inconclusive there.
     */
    private static final Duration REQUEST = Duration.ofSeconds(90);

    private PatientClient() {}

    /**
     * Makes the client.
     *
     * @param config the address and the credentials
     * @return an open client, to be closed by the caller
     */
    public static KubernetesClient of(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withRequestTimeout(Math.toIntExact(REQUEST.toMillis()))
                        .withConnectionTimeout(Math.toIntExact(REQUEST.toMillis()))
                        .build())
                .build();
    }
}
