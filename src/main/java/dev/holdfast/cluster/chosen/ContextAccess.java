package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.KubectlAccess;
import dev.holdfast.program.ShellWord;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** With the name of the context also where it is the current one, which somebody may change meanwhile. */
    @Override
    public KubectlAccess kubectl() {
        String listed = files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new KubectlAccess(
                List.of("export KUBECONFIG=" + ShellWord.quoted(listed)),
                "kubectl --context " + ShellWord.quoted(context(Kubeconfig.read(files))));
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
