package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The cluster that this process is a pod of, as the pod's service account. */
public final class PodAccess implements Access {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Map<String, String> environment;
    private final Path account;

    /**
     * The pod that this process runs in.
     *
     * @param environment the environment variables of this process
     */
    public PodAccess(Map<String, String> environment) {
        this(environment, ACCOUNT);
    }

    PodAccess(Map<String, String> environment, Path account) {
        this.environment = environment;
        this.account = account;
    }

    /** {@return whether this process is in a pod that may talk to its cluster} */
    public boolean isPossible() {
        return !environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty()
                && Files.isReadable(account.resolve("token"));
    }

    /** {@return the namespace of the pod, when this process is in one} */
    public Optional<String> namespace() {
        try {
            return Optional.of(Files.readString(account.resolve("namespace")).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    @Override
    public Config config() {
        if (!isPossible()) {
            throw new ClusterRefusedException("there are no in-cluster credentials here: this process is not in a pod"
                    + " with a service account; name a context with --context");
        }
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
                .withCaCertFile(account.resolve("ca.crt").toString())
                // Read again and again: the kubelet renews it.
                .withOauthTokenProvider(this::token)
                .build();
    }

    @Override
    public String told() {
        return "the cluster of this pod";
    }

    private String token() {
        try {
            return Files.readString(account.resolve("token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token of this pod's service account", e);
        }
    }
}
