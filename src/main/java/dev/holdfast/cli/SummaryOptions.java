package dev.holdfast.cli;

import dev.holdfast.report.summary.SummaryConfigMap;
import dev.holdfast.run.Shard;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says where in the cluster a summary of the run is kept. */
@HelpSection("Report")
final class SummaryOptions extends OptionGroup {

    private static final String OPTION = "--summary-configmap";
    private static final Pattern WRITTEN =
            Pattern.compile("(?:([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)/)?([a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?)");

    @Option(
            names = OPTION,
            paramLabel = "[NAMESPACE/]NAME",
            description = "Keep a summary in this ConfigMap of your cluster, each shard under a key of its own."
                    + " Default namespace: that of the pod that this runs in.")
    private String configMap;

    /** {@return whether a summary is to be kept in the cluster} */
    boolean isMeant() {
        return configMap != null;
    }

    /**
     * Where it is kept.
     *
     * @param shard the part of the scenarios that this run is
     * @param own the namespace of the pod that this process is in
     * @return nothing when it is not asked for
     * @throws ParameterException when it cannot be meant
     */
    Optional<SummaryConfigMap> read(Optional<Shard> shard, Optional<String> own) {
        if (configMap == null) {
            return Optional.empty();
        }
        Matcher parts = WRITTEN.matcher(configMap);
        if (!parts.matches()) {
            throw wrong(OPTION + " must be [NAMESPACE/]NAME, not " + configMap);
        }
        String namespace = Optional.ofNullable(parts.group(1))
                .or(() -> own)
                .orElseThrow(() -> wrong(OPTION + " " + configMap + " names no namespace, and this is not a pod, which"
                        + " would have one: say NAMESPACE/" + configMap));
        return Optional.of(new SummaryConfigMap(
                namespace,
                parts.group(2),
                shard.map(Shard::index).orElse(1),
                shard.map(Shard::count).orElse(1)));
    }

    /** {@return a refusal, to be thrown, where there is no cluster that a summary could be kept in} */
    ParameterException withoutCluster() {
        return wrong(OPTION + " is about a cluster of yours; name it with --context, or with --in-cluster");
    }
}
