package dev.holdfast.fault;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.FaultInjection;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The cluster's CoreDNS. What the faults have it answer is written into its configuration once; each rule is about the
 * namespaces whose names end with the letters of its fault.
 */
final class NameServer implements Mechanism {

    private static final String NAME = "coredns";
    private static final String NAMESPACE = "kube-system";
    private static final String COREFILE = "Corefile";
    private static final String CHANGED = "holdfast.dev/corefile";
    private static final Duration READY = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final Optional<String> objection;
    private final Optional<String> before;
    private boolean closed;

    private NameServer(KubernetesClient client, Optional<String> objection, Optional<String> before) {
        this.client = client;
        this.objection = objection;
        this.before = before;
    }

    /**
     * Writes what all faults together have it answer, and waits until it does.
     *
     * @throws ClusterFailedException when it does not; then it is told what it was told before
     */
    static NameServer deceive(Cluster cluster, List<Fault> faults) {
        KubernetesClient client = cluster.client();
        String rules = faults.stream().flatMap(fault -> fault.dns().stream()).collect(Collectors.joining("\n"));
        Optional<String> objection = unable(cluster);
        if (objection.isPresent() || rules.isBlank()) {
            return new NameServer(client, objection, Optional.empty());
        }
        String before = corefile(client).orElseThrow();
        NameServer server = new NameServer(client, objection, Optional.of(before));
        try {
            server.configure(with(before, rules));
            return server;
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static Optional<String> unable(Cluster cluster) {
        if (cluster.outlivesRun()) {
            return Optional.of("the DNS server of a cluster that stays is left alone");
        }
        try {
            return corefile(cluster.client())
                            .filter(text -> text.contains(BLOCK))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("the cluster has no " + Means.DNS.need());
        } catch (KubernetesClientException refused) {
            return Optional.of("the configuration of the cluster's DNS server cannot be read");
        }
    }

    /** What begins the part of a Corefile that everything passes through, as kubeadm and k3s write it. */
    private static final String BLOCK = ".:53 {\n";

    private static String with(String corefile, String rules) {
        int end = corefile.indexOf(BLOCK) + BLOCK.length();
        return corefile.substring(0, end) + rules.indent(4) + corefile.substring(end);
    }

    private static Optional<String> corefile(KubernetesClient client) {
        return Optional.ofNullable(configuration(client).get())
                .map(map -> map.getData().get(COREFILE));
    }

    private static Resource<ConfigMap> configuration(KubernetesClient client) {
        return client.configMaps().inNamespace(NAMESPACE).withName(NAME);
    }

    /** A new pod reads the configuration at once; one that runs would see it minutes later. */
    private void configure(String corefile) {
        configuration(client).edit(change(map -> {
            map.getData().put(COREFILE, corefile);
            return map;
        }));
        RollableScalableResource<Deployment> deployment =
                client.apps().deployments().inNamespace(NAMESPACE).withName(NAME);
        long generation = deployment
                .edit(change(found -> {
                    found.getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getAnnotations()
                            .put(CHANGED, Integer.toHexString(corefile.hashCode()));
                    return found;
                }))
                .getMetadata()
                .getGeneration();
        try {
            deployment.waitUntilCondition(
                    found -> rolledOut(found, generation), READY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException late) {
            throw new ClusterFailedException(
                    "CoreDNS does not become ready with what the faults have it answer within " + READY.toSeconds()
                            + " s",
                    late);
        }
    }

    private static <T> UnaryOperator<T> change(UnaryOperator<T> change) {
        return change;
    }

    private static boolean rolledOut(Deployment found, long generation) {
        var status = found == null ? null : found.getStatus();
        int wanted = found == null ? 0 : found.getSpec().getReplicas();
        return status != null
                && status.getObservedGeneration() >= generation
                && Objects.equals(status.getUpdatedReplicas(), wanted)
                && Objects.equals(status.getReplicas(), wanted)
                && Objects.equals(status.getReadyReplicas(), wanted);
    }

    @Override
    public Optional<String> objection(Fault fault) {
        return fault.dns().isPresent() ? objection : Optional.empty();
    }

    @Override
    public FaultInjection.Course begin(Fault fault, String namespace, String scenario) {
        // The name of the namespace is what the rules look at.
        return () -> {};
    }

    @Override
    public List<String> differences() {
        Deployment found = client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get();
        return before.isEmpty() || rolledOut(found, 0) ? List.of() : List.of("CoreDNS is not ready");
    }

    @Override
    public void close() {
        if (!closed && before.isPresent()) {
            closed = true;
            configure(before.get());
        }
    }
}
