package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.CutOff;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Asks a cluster who it is, once and without patience, to see whether it is there at all. */
final class FirstContact implements AutoCloseable {

    private static final int CONNECTION_MILLIS = 10_000;

    /** Much more than a healthy server needs: a busy one is not one that is gone. */
    private static final int ANSWER_MILLIS = 30_000;

    private final String told;
    private final KubernetesClient client;

    /**
     * Asks nothing yet.
     *
     * @param told what the user has named
     * @param config the address and the credentials
     */
    FirstContact(String told, Config config) {
        this.told = told;
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withConnectionTimeout(CONNECTION_MILLIS)
                        .withRequestTimeout(ANSWER_MILLIS)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /**
     * Asks for the version of the API server.
     *
     * @return such as {@code v1.37.2}
     * @throws ClusterRefusedException when there is no answer, or the credentials are not accepted
     */
    String version() {
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.ofNullable(client.getKubernetesVersion())
                        .map(VersionInfo::getGitVersion)
                        .orElseThrow(() -> new ClusterRefusedException("what answers at " + client.getMasterUrl() + " ("
                                + told + ") is no Kubernetes API server"));
            } catch (KubernetesClientException e) {
                if (attempt == CutOff.ATTEMPTS || !CutOff.is(e)) {
                    throw refusal(e);
                }
            }
        }
    }

    private ClusterRefusedException refusal(KubernetesClientException e) {
        String where = client.getMasterUrl() + " (" + told + ")";
        if (e.getCode() <= 0) {
            return new ClusterRefusedException(
                    "the cluster at " + where + " cannot be reached: " + ConnectionFailure.of(e));
        }
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                new ClusterRefusedException("the cluster at " + where
                        + " does not accept the credentials: they have expired or were never valid; log in again");
            case HttpURLConnection.HTTP_FORBIDDEN ->
                new ClusterRefusedException(
                        "the cluster at " + where
                                + " does not even tell its version to these credentials; use those of somebody who may run pods");
            default ->
                new ClusterRefusedException("the cluster at " + where + " answers with an error: " + e.getCode() + " "
                        + ConnectionFailure.of(e));
        };
    }

    /** {@return one sentence on why the cluster cannot be talked to any more, or nothing while it answers} */
    Optional<String> lost() {
        try {
            version();
            return Optional.empty();
        } catch (ClusterRefusedException gone) {
            return Optional.of(gone.getMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
