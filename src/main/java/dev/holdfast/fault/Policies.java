package dev.holdfast.fault;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.FaultInjection;
import dev.holdfast.ownership.Mark;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Has the API server change what is written in namespaces that carry the label of a fault. The policies are installed once
 * for all: each needs a moment until it is in force, which is waited for.
 */
final class Policies implements Mechanism {

    private static final Duration IN_FORCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration GONE = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Mark mark;
    private final String part;
    private final Optional<String> objection;
    private final List<Policy> policies = new ArrayList<>();
    private boolean closed;

    private Policies(KubernetesClient client, Mark mark, Optional<String> objection) {
        this.client = client;
        this.mark = mark;
        this.part = mark.newPart();
        this.objection = objection;
    }

    /**
     * Installs the policies of all faults that have some, and waits until they are in force.
     *
     * @throws ClusterFailedException when they do not come into force; then none of them is left
     */
    static Policies install(Cluster cluster, Mark mark, List<Fault> faults) {
        Policies all = new Policies(cluster.client(), mark, unable(cluster));
        if (all.objection.isPresent()) {
            return all;
        }
        try {
            faults.forEach(all::add);
            all.install();
            return all;
        } catch (RuntimeException failed) {
            all.close();
            throw failed;
        }
    }

    private static Optional<String> unable(Cluster cluster) {
        if (cluster.namespace().isPresent()) {
            return Optional.of("scenarios share one namespace here, and policies tell namespaces apart");
        }
        try {
            cluster.client().resources(MutatingAdmissionPolicy.class).list();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of("the cluster has no " + Means.ADMISSION.need() + ", or does not show it: "
                    + refused.getMessage().lines().findFirst().orElse(""));
        }
    }

    private void add(Fault fault) {
        int number = 1;
        for (Mutation mutation : fault.admission()) {
            String name = String.join("-", "holdfast", part, fault.id().toLowerCase(Locale.ROOT), "" + number++);
            policies.add(new Policy(name, fault.id(), mutation));
        }
    }

    private void install() {
        if (policies.isEmpty()) {
            return;
        }
        Namespace probed = mark.put(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(probe())
                        .addToLabels(Fault.LABEL, Policy.PROBE)
                        .endMetadata()
                        .build(),
                part);
        client.resource(probed).create();
        for (Policy policy : policies) {
            client.resource(mark.put(policy.policy(), part)).create();
            client.resource(mark.put(policy.binding(), part)).create();
        }
        awaitForce();
        client.resource(probed).delete();
        client.resource(probed).waitUntilCondition(Objects::isNull, GONE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String probe() {
        return "holdfast-" + part;
    }

    /** There is nothing to watch that would tell: the server begins to obey some time after it was told. */
    private void awaitForce() {
        Set<String> expected = policies.stream().map(Policy::name).collect(Collectors.toSet());
        ConfigMap probe = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("probe")
                .withNamespace(probe())
                .endMetadata()
                .addToData("any", "thing")
                .build();
        try {
            Awaitility.await("policies in force")
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(IN_FORCE)
                    .until(() -> client.resource(probe)
                            .dryRun()
                            .create()
                            .getData()
                            .keySet()
                            .containsAll(expected));
        } catch (ConditionTimeoutException late) {
            throw new ClusterFailedException(
                    "the API server does not obey the policies of the faults within " + IN_FORCE.toSeconds() + " s",
                    late);
        }
    }

    @Override
    public Optional<String> objection(Fault fault) {
        return fault.means().contains(Means.ADMISSION) ? objection : Optional.empty();
    }

    @Override
    public FaultInjection.Course begin(Fault fault, String namespace, String scenario) {
        // The namespace's label is what the policies look at.
        return () -> {};
    }

    @Override
    public List<String> differences() {
        if (policies.isEmpty()) {
            return List.of();
        }
        Set<String> there =
                client.resources(MutatingAdmissionPolicy.class).withLabel(Mark.PART, part).list().getItems().stream()
                        .map(policy -> policy.getMetadata().getName())
                        .collect(Collectors.toSet());
        return policies.stream()
                .map(Policy::name)
                .filter(name -> !there.contains(name))
                .map(name -> "the policy " + name + " is gone")
                .toList();
    }

    @Override
    public void close() {
        if (closed || policies.isEmpty()) {
            return;
        }
        closed = true;
        policies.forEach(policy -> {
            delete(policy.binding());
            delete(policy.policy());
        });
        delete(new NamespaceBuilder()
                .withNewMetadata()
                .withName(probe())
                .endMetadata()
                .build());
    }

    private void delete(HasMetadata object) {
        client.resource(object).delete();
    }
}
