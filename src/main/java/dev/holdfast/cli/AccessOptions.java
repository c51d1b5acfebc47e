package dev.holdfast.cli;

import dev.holdfast.cluster.chosen.Access;
import dev.holdfast.cluster.chosen.ContextAccess;
import dev.holdfast.cluster.chosen.PodAccess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which cluster of the user's own is meant. None is looked at unless one of these options says so. */
@HelpSection("A cluster of yours")
final class AccessOptions extends OptionGroup {

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Use a cluster of yours: this context of --kubeconfig, $$KUBECONFIG or ~/.kube/config.")
    private String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Use a cluster of yours: --context of this file, or else its current one.")
    private Path kubeconfig;

    @Option(names = "--current-context", description = "Use a cluster of yours: the one that kubectl would use now.")
    private boolean current;

    @Option(
            names = "--in-cluster",
            description = "Use the cluster that this process is a pod of, as its service account.")
    private boolean inCluster;

    /** {@return whether a cluster of the user's own is meant} */
    boolean isMeant() {
        return context != null || kubeconfig != null || current || inCluster;
    }

    /**
     * The cluster that was named.
     *
     * @param environment the environment variables of this process
     * @throws ParameterException when none was named, or an option cannot be meant
     */
    Access read(Map<String, String> environment) {
        if (!isMeant()) {
            throw wrong(
                    "no cluster is named; name one with --context, --kubeconfig, --current-context or --in-cluster");
        }
        if (inCluster && (context != null || kubeconfig != null || current)) {
            throw wrong("--in-cluster names one cluster and --context, --kubeconfig or --current-context another");
        }
        if (current && context != null) {
            throw wrong("--current-context names one context and --context " + context + " another");
        }
        PodAccess pod = new PodAccess(environment);
        if (inCluster) {
            return pod;
        }
        List<Path> files = files(environment);
        if (files.isEmpty() && context == null && pod.isPossible()) {
            return pod;
        }
        if (files.isEmpty()) {
            throw wrong(
                    "there is no kubeconfig: neither --kubeconfig nor $KUBECONFIG names one that exists, and there is"
                            + " no " + ownFile(environment));
        }
        return new ContextAccess(files, Optional.ofNullable(context));
    }

    /**
     * The cluster that was named, or else the one that kubectl would use now: for what only reads.
     *
     * @param environment the environment variables of this process
     * @throws ParameterException when there is none, or an option cannot be meant
     */
    Access readOrCurrent(Map<String, String> environment) {
        if (!isMeant()) {
            current = true;
        }
        return read(environment);
    }

    /** As kubectl: what the option names, else those of the list that exist, else the file in the user's home. */
    private List<Path> files(Map<String, String> environment) {
        if (kubeconfig != null) {
            return List.of(kubeconfig.toAbsolutePath());
        }
        String listed = environment.getOrDefault("KUBECONFIG", "");
        List<Path> files = listed.isEmpty()
                ? List.of(ownFile(environment))
                : Arrays.stream(listed.split(File.pathSeparator))
                        .filter(each -> !each.isEmpty())
                        .map(each -> Path.of(each).toAbsolutePath())
                        .toList();
        return files.stream().filter(Files::exists).toList();
    }

    private static Path ownFile(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".kube", "config");
    }
}
