package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A context of kubeconfig files. */
public final class ContextAccess implements Access {

    private final List<Path> files;
    private final Optional<String> named;

    /**
     * A context.
     *
     * @param files the kubeconfig files, the one that wins first
     * @param named the context; nothing means the current one of the files
     */
    public ContextAccess(List<Path> files, Optional<String> named) {
        this.files = List.copyOf(files);
        this.named = named;
    }

    @Override
    public Config config() {
        Kubeconfig kubeconfig = Kubeconfig.read(files);
        return kubeconfig.config(context(kubeconfig));
    }

    @Override
    public String told() {
        return "context \"" + context(Kubeconfig.read(files)) + "\"";
    }

    private String context(Kubeconfig kubeconfig) {
        return named.or(kubeconfig::current)
                .orElseThrow(() -> new ClusterRefusedException("no context is current in " + kubeconfig.files()
                        + "; name one with --context" + known(kubeconfig.contexts())));
    }

    private static String known(List<String> contexts) {
        return contexts.isEmpty() ? "" : ": " + String.join(", ", contexts);
    }
}
